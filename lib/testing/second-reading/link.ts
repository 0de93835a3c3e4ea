import { type Call, type KindOf, readCall } from "./read-call.ts";
import type { Said } from "./understand.ts";

/**
 * What was said under each id, by call: an answer, an end or a recording under an id that nobody began belongs to the one
 * open call that it fits, unless what is known now speaks against it.
 */
export function factsOfCalls(said: readonly Said[], kindOf: KindOf): readonly (readonly Said[])[] {
  const calls = new Map<string, readonly Said[]>();
  const taken = new Set<string>();
  for (const [id, facts] of Map.groupBy(said, ({ call }) => call)) {
    const first = facts[0] as Said;
    const open = isStart(first) ? [] : [...calls].filter(([other, heard]) => other <= id && fits(heard, first, kindOf));
    const [own, its] = open.length === 1 && !taken.has(open[0]?.[0] ?? "") ? (open[0] ?? []) : [];
    if (own !== undefined) taken.add(own);
    if (own === undefined || its === undefined || standsAlone(its, facts)) calls.set(id, facts);
    else
      calls.set(
        own,
        [...its, ...facts].sort((a, b) => a.at - b.at),
      );
  }
  return [...calls.values()];
}

const isStart = ({ what }: Said) => what === "reached" || what === "dialled";

const keyOf = (caller: string) => caller.replace(/\D/g, "").slice(-9);

function fits(facts: readonly Said[], late: Said, kindOf: KindOf): boolean {
  const known = facts.filter(({ at }) => at <= late.at);
  const caller = known.find((one) => one.caller !== "")?.caller ?? "";
  const isOutbound = known.some(({ direction }) => direction === "outbound");
  const isOpenCaller = isOutbound && (caller === "" || late.caller === "");
  if (!isOpenCaller && (caller === "" || keyOf(caller) !== keyOf(late.caller))) return false;
  if (late.direction !== null && (late.direction === "outbound") !== isOutbound) return false;
  if (late.user === "" || known.some((own) => isSame(own, late))) return false;
  const call = readCall(known, kindOf, late.at);
  return call !== null && call.fate === "live" && fitsUser(call, late);
}

function fitsUser({ talks, reached, direction, where }: Call, { what, user, spoken }: Said): boolean {
  const talk = talks.at(-1);
  const wasAt = (leg: number) => reached.some((one) => one.leg >= leg && one.user === user);
  if (talk !== undefined && what === "ended" && spoken !== true && wasAt(talk.leg)) return true;
  if (talk !== undefined && what !== "answered") return talk.agent === user && talk.until === null;
  return direction === "outbound" ? where.agent === user : wasAt(0);
}

/** A leg is answered once, and handed over once; a call ends once. */
function isSame(own: Said, late: Said): boolean {
  if (own.what !== late.what || own.what === "recorded") return false;
  if (own.what === "answered") return own.leg === late.leg;
  return own.what === "ended" && own.transfer === late.transfer && (!own.transfer || own.leg === late.leg);
}

function standsAlone(own: readonly Said[], late: readonly Said[]): boolean {
  if (late.some((one) => one.what === "dialled" || (one.what === "reached" && one.leg === 0))) return true;
  if (late.some((one) => own.some((other) => isSame(other, one)))) return true;
  const lostAt = late.find((one) => one.what === "ended" && one.spoken === false && !one.transfer)?.at;
  const goesOn = ({ what, at }: Said) =>
    (what === "answered" ? at : what === "reached" ? at - 3_000 : 0) > (lostAt ?? at);
  return own.some(goesOn);
}
