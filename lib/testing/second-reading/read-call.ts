import { type Passage, passagesOf } from "./passages.ts";
import { type Ring, ringsOf } from "./rings.ts";
import { closed, type Talk, talksOf } from "./talks.ts";
import type { Place, Said } from "./understand.ts";
import { type Where, whereIs } from "./where.ts";

export type Reached = Said & { readonly is: Place; readonly supposed: boolean };

/** What the facts of a call amount to. Times are epoch ms. */
export interface Call {
  readonly id: string;
  readonly direction: "inbound" | "outbound";
  readonly caller: string;
  readonly began: number;
  readonly fate: "live" | "over" | "unknown";
  /** Infinite: nobody knows, or not yet. */
  readonly overAt: number;
  readonly lostAt: Place;
  readonly reached: readonly Reached[];
  readonly passages: readonly Passage[];
  readonly rings: readonly Ring[];
  readonly talks: readonly Talk[];
  readonly dialler: string | null;
  readonly where: Where;
}

export type KindOf = (number: string) => Place | null;

const MINUTE = 60_000;
const REPEAT = 3_000;
const CLOSED_AFTER = 30 * MINUTE;
const NEVER = Number.POSITIVE_INFINITY;

/** @param facts all that was said of it up to `now`, in order of time */
export function readCall(facts: readonly Said[], kindOf: KindOf, now: number): Call | null {
  const once = withoutRepeats(facts);
  if (once.every(({ what }) => what === "recorded")) return null;
  // Over stays over, and closed stays closed: whatever comes afterwards.
  let memory: Memory = { overAt: NEVER, closedAt: NEVER };
  for (let known = 1; known <= once.length; known += 1) {
    const call = asOf(once.slice(0, known), kindOf, memory);
    const next = once[known]?.at ?? now + 1;
    const closesAt = call.where.doubtfulAt + CLOSED_AFTER;
    if (call.fate === "over") memory = { ...memory, overAt: Math.min(memory.overAt, call.overAt) };
    if (call.fate === "live" && closesAt < next) memory = { ...memory, closedAt: closesAt };
  }
  return asOf(once, kindOf, memory);
}

interface Memory {
  readonly overAt: number;
  readonly closedAt: number;
}

function asOf(facts: readonly Said[], kindOf: KindOf, memory: Memory): Call {
  const [first, last] = [facts[0], facts.at(-1)] as [Said, Said];
  const that = (what: Said["what"]) => facts.filter((one) => one.what === what);
  const direction = facts.some((one) => one.direction === "outbound") ? "outbound" : "inbound";
  const told = reachedOf(that("reached"), that("answered"), direction, kindOf);
  const heard = talksOf({ answers: that("answered"), ends: that("ended"), recordings: that("recorded") }, told, kindOf);
  const latest = heard.at(-1)?.leg ?? 0;
  const end = finalEnd(that("ended"), told, latest);
  const recorded = latest === 0 ? undefined : that("recorded").find(({ leg }) => leg >= latest)?.at;
  const overAt = end?.at ?? recorded ?? memory.overAt;
  const fate = overAt < NEVER ? "over" : memory.closedAt < NEVER ? "unknown" : "live";
  // Nobody talks any more on a call that is over.
  const talks = heard.map((talk, index) => (fate === "over" ? closed(talk, heard[index + 1]?.from ?? overAt) : talk));
  const reached = withNamedQueue(told, end, kindOf);
  const lostAt = lostPlace(end, reached, talks, kindOf);
  const dialler = direction === "outbound" ? (that("dialled")[0]?.user ?? talks[0]?.agent ?? end?.user ?? null) : null;
  return {
    id: first.call,
    ...{ direction, fate, overAt, lostAt, reached, dialler },
    caller: facts.find(({ caller }) => caller !== "")?.caller ?? "",
    began: first.at,
    passages: passagesOf(reached, talks, { fate, overAt, lostAt }),
    rings: ringsOf(reached, talks, { at: overAt < NEVER ? overAt : memory.closedAt, end }),
    talks,
    where: whereIs({ direction, began: first.at, heardAt: last.at, reached: told, talks, dialler }),
  };
}

/** The same ring within 3 s, and whatever else is said again, is said once. */
function withoutRepeats(facts: readonly Said[]): readonly Said[] {
  const kept: Said[] = [];
  for (const fact of facts) {
    const same = (one: Said) =>
      one.what === fact.what && one.leg === fact.leg && one.user === fact.user && one.transfer === fact.transfer;
    const isRepeat = (one: Said) => same(one) && (fact.what !== "reached" || fact.at - one.at <= REPEAT);
    if (!kept.some(isRepeat)) kept.push(fact);
  }
  return kept;
}

/** One sender counts its legs from 1: what it says of leg 1 before the answer is of leg 0. */
function reachedOf(
  told: readonly Said[],
  answers: readonly Said[],
  direction: Call["direction"],
  kindOf: KindOf,
): readonly Reached[] {
  const first = answers.find(({ leg }) => leg === 1);
  const fromOne =
    direction === "inbound" &&
    told.every(({ leg }) => leg > 0) &&
    (first === undefined || first.via === null || told.some(({ leg, user }) => leg === 1 && user === first.user));
  const isBefore = ({ at, user }: Said) => first === undefined || at <= first.at + REPEAT || user === first.user;
  return told.map((one) => ({
    ...one,
    leg: fromOne && one.leg === 1 && isBefore(one) ? 0 : one.leg,
    is: kindOf(one.user) ?? one.place ?? "ivr",
    supposed: false,
  }));
}

/** The end of the latest leg, or of where an answered caller was sent back to. */
function finalEnd(ends: readonly Said[], reached: readonly Reached[], latest: number): Said | null {
  const isLostBack = ({ user, at, spoken }: Said) =>
    spoken === false && reached.some((one) => one.leg >= latest && one.user === user && one.at <= at);
  const final = ends.filter((end) => !end.transfer && (end.leg >= latest || isLostBack(end)));
  return final.find(({ spoken }) => spoken === true) ?? final[0] ?? null;
}

/** The end of a missed call may name a queue that nobody was told the caller had reached. */
function withNamedQueue(reached: readonly Reached[], end: Said | null, kindOf: KindOf): readonly Reached[] {
  if (end === null || end.spoken === true || (kindOf(end.user) ?? end.place) !== "queue") return reached;
  if (reached.some(({ user }) => user === end.user)) return reached;
  const rang = reached.find(({ is, leg }) => is === "phone" && leg === end.leg);
  const named: Reached = { ...end, at: rang?.at ?? end.at, is: "queue", supposed: true };
  return [...reached, named].sort((a, b) => a.at - b.at);
}

function lostPlace(end: Said | null, reached: readonly Reached[], talks: readonly Talk[], kindOf: KindOf): Place {
  const named = end === null ? null : (kindOf(end.user) ?? end.place);
  if (named === "queue" || named === "ivr") return named;
  const there = reached.filter(({ leg }) => leg >= (talks.at(-1)?.leg ?? 0));
  if (there.some(({ is }) => is === "queue")) return "queue";
  return named === "phone" || there.length === 0 || there.some(({ is }) => is === "phone") ? "phone" : "ivr";
}
