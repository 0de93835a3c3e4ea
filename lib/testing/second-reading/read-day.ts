import type { AgentSeen, CallSeen, DaySeen, QueueSeen, RecordSeen } from "./day-seen.ts";
import { factsOfCalls } from "./link.ts";
import type { Passage } from "./passages.ts";
import { type Call, type KindOf, readCall } from "./read-call.ts";
import type { Ring } from "./rings.ts";
import type { Talk } from "./talks.ts";
import { type Place, type Said, type Sent, understand } from "./understand.ts";

/**
 * A second reading of what a phone system sent, made from the words of the specification alone, as small and as slow as it
 * may be: it looks at everything that came, again for every question. It shares no line with the first, so that what both
 * say is not one mistake. It reads every documented form.
 */

const GAVE_UP = 10_000;
const ANSWER_WITHIN = 20_000;
const SHORT_ABANDON = 5_000;

/** What a board has to show at `now` (epoch ms), all of it having come. @param timeZone IANA name: midnight is there */
export function readDay(sent: readonly Sent[], now: number, timeZone: string): DaySeen {
  const said = sent.filter(({ at }) => at <= now).flatMap(understand);
  const kindOf = kindsIn(said);
  const all = factsOfCalls(said, kindOf)
    .map((facts) => readCall(facts, kindOf, now))
    .filter((call) => call !== null);
  const isToday = sameDate(now, timeZone);
  const begun = all.filter(({ began }) => isToday(began));
  const inbound = begun.filter(isInbound);
  const outbound = begun.filter((call) => !isInbound(call));
  return {
    calls: new Map(all.filter(isLive).map((call) => [call.id, seen(call, now)])),
    queues: queuesOf(all, now, isToday),
    agents: agentsOf(all, now, isToday),
    today: {
      inbound: inbound.length,
      answered: inbound.filter((call) => isSpoken(call) && call.fate !== "unknown").length,
      missed: inbound.filter((call) => isLost(call) && call.lostAt !== "ivr").length,
      abandonedInIvr: inbound.filter((call) => isLost(call) && call.lostAt === "ivr").length,
      unknown: inbound.filter(({ fate }) => fate === "unknown").length,
      outbound: outbound.length,
      outboundAnswered: outbound.filter(isSpoken).length,
    },
    toReturn: toReturn(all),
    records: new Map(all.filter((call) => !isLive(call)).map((call) => [call.id, recordOf(call)])),
  };
}

type IsToday = (at: number) => boolean;

function sameDate(now: number, timeZone: string): IsToday {
  const { format } = new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short" });
  const today = format(now);
  return (at) => now - at < 100_000_000 && format(at) === today;
}

/** A number that answers, dials, talks or is recorded is a phone; else it is what a title names it, or what it is called. */
function kindsIn(said: readonly Said[]): KindOf {
  const phones = new Set(said.filter(isPhoneSpeaking).map(({ user }) => user));
  const named = new Map<string, Place>();
  const strength = (what: Said["what"], place: Place) =>
    (what === "ended" ? 10 : 0) + ["ivr", "phone", "queue"].indexOf(place) + 1;
  const strengths = new Map<string, number>();
  for (const { user, place, what } of said) {
    if (place === null) continue;
    // Called twice by two names, `queue` says more than `ext`, and that more than `other`.
    const weight = strength(what, place);
    if (weight <= (strengths.get(user) ?? 0)) continue;
    strengths.set(user, weight);
    named.set(user, place);
  }
  return (number) => (phones.has(number) ? "phone" : (named.get(number) ?? null));
}

const isPhoneSpeaking = ({ what, spoken, direction, user }: Said) =>
  user !== "" &&
  (/answered|dialled|recorded/.test(what) || (what === "ended" && (spoken === true || direction === "outbound")));

const isLive = ({ fate }: Call) => fate === "live";
const isInbound = ({ direction }: Call) => direction === "inbound";
const isSpoken = ({ talks }: Call) => talks.length > 0;
const isLost = (call: Call) => isInbound(call) && call.fate === "over" && !isSpoken(call);
const isSure = (call: Call, now: number) => isLive(call) && now < call.where.doubtfulAt;

const ringsNow = (call: Call, now: number) => {
  const leg = call.talks.at(-1)?.leg ?? 0;
  return isLive(call) ? call.rings.filter((ring) => ring.leg >= leg && ring.until > now) : [];
};

function seen(call: Call, now: number): CallSeen {
  const { id, direction, caller, where } = call;
  const ringing = [...new Set(ringsNow(call, now).map(({ phone }) => phone))];
  const { queue, agent } = where;
  return { id, direction, state: stateOf(call, now), uncertain: !isSure(call, now), caller, queue, ringing, agent };
}

function stateOf(call: Call, now: number): string {
  const { state } = call.where;
  const rings = ringsNow(call, now).length > 0;
  if (state === "waiting" || (state === "queued" && rings)) return "ringing";
  return state === "ivr" && rings && !isSpoken(call) ? "ringing" : state;
}

function queuesOf(all: readonly Call[], now: number, isToday: IsToday): ReadonlyMap<string, QueueSeen> {
  const entries = all.flatMap(({ passages }) => passages);
  const queues = new Set(entries.map(({ queue }) => queue));
  const sure = all.filter((call) => isSure(call, now));
  return new Map(
    [...queues].map((queue) => {
      const own = sure.filter(({ where }) => where.queue === queue);
      const waiting = own.filter((call) => /queued|ringing/.test(stateOf(call, now)));
      const since = waiting.map(({ where }) => where.waitingSince ?? now);
      return [
        queue,
        {
          waiting: waiting.length,
          talking: own.length - waiting.length,
          longestWaitSince: since.length === 0 ? null : Math.min(...since),
          ...sumsOf(entries.filter((one) => one.queue === queue && isToday(one.from))),
        },
      ];
    }),
  );
}

function sumsOf(passages: readonly Passage[]): Omit<QueueSeen, "waiting" | "talking" | "longestWaitSince"> {
  const ended = (end: Passage["end"]) => passages.filter((passage) => passage.end === end);
  const within = (limit: number) => (one: Passage) => one.wait !== null && one.wait <= limit;
  const [answered, missed] = [ended("answered"), ended("missed")];
  const counted = answered.length + missed.length - missed.filter(within(SHORT_ABANDON)).length;
  return {
    offered: passages.length,
    answered: answered.length,
    missed: missed.length,
    overflowed: ended("overflowed").length,
    unknown: ended("unknown").length,
    serviceLevel: counted === 0 ? null : answered.filter(within(ANSWER_WITHIN)).length / counted,
    averageSpeedOfAnswer: meanSeconds(answered.map(({ wait }) => wait)),
    averageHandleTime: meanSeconds(
      answered.map(({ talk }) => talk).map((talk) => (talk === null ? null : lengthOf(talk))),
    ),
  };
}

function meanSeconds(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : known.reduce((sum, time) => sum + time, 0) / known.length / 1_000;
}

/** ms: what was said, else between what was seen; null: it goes on, or nobody knows. */
function lengthOf({ told, answeredAt, until }: Talk): number | null {
  if (told !== null) return told;
  return answeredAt === null || until === null ? null : Math.max(0, until - answeredAt);
}

function agentsOf(all: readonly Call[], now: number, isToday: IsToday): ReadonlyMap<string, AgentSeen> {
  const rings = all.flatMap((call) => call.rings.map((ring) => ({ ...ring, call })));
  const talks = all.flatMap((call) => call.talks.map((talk, index) => ({ ...talk, call, isFirst: index === 0 })));
  const dials = all.filter(({ dialler }) => dialler !== null);
  const numbers = new Set([
    ...rings.map(({ phone }) => phone),
    ...talks.map(({ agent }) => agent),
    ...dials.map(({ dialler }) => dialler ?? ""),
  ]);
  const agents = [...numbers].flatMap((number): [string, AgentSeen][] => {
    const [ownRings, ownTalks] = [
      rings.filter(({ phone }) => phone === number),
      talks.filter((one) => one.agent === number),
    ];
    const ownDials = dials.filter(({ dialler }) => dialler === number);
    // Who begins another conversation has left the older one, whatever was heard of its end.
    const known = ownTalks.filter(({ answeredAt, told }) => answeredAt !== null || (told ?? 0) > 0);
    const lastTalk = Math.max(...known.map(({ from }) => from), 0);
    const lastDeed = Math.max(lastTalk, ...ownDials.map(({ began }) => began));
    const isTalking = ownTalks.some(({ call, until, from }) => isSure(call, now) && until === null && from >= lastTalk);
    const isDialing = ownDials.some(
      (call) => isSure(call, now) && call.where.state === "dialing" && call.began >= lastDeed,
    );
    const isRinging = all.some((call) => ringsNow(call, now).some(({ phone }) => phone === number));
    const of = (one: { readonly from: number }) => isToday(one.from);
    const dialled = ownDials.filter(({ began }) => isToday(began));
    const state = isTalking ? "talking" : isDialing ? "dialing" : isRinging ? "ringing" : "idle";
    const hasDone = ownRings.some(of) || ownTalks.some(of) || dialled.length > 0;
    if (!hasDone && state === "idle") return [];
    const talked = ownTalks.filter(of);
    return [
      [
        number,
        {
          state,
          answered: talked.filter(({ call, isFirst }) => isInbound(call) || !isFirst).length,
          ringNoAnswer: ownRings.filter(of).filter((ring) => isUnanswered(ring, now)).length,
          outbound: dialled.length,
          talkSeconds: talked.reduce((sum, talk) => sum + (lengthOf(talk) ?? 0), 0) / 1_000,
        },
      ],
    ];
  });
  return new Map(agents);
}

function isUnanswered({ end, from, until }: Ring, now: number): boolean {
  if (end === "left") return until - from >= GAVE_UP;
  return end === "ran-out" && until <= now;
}

function toReturn(all: readonly Call[]): ReadonlyMap<string, number> {
  const key = ({ caller }: Call) => caller.replace(/\D/g, "").slice(-9);
  const known = [...Map.groupBy(all, key)].filter(([caller]) => caller !== "");
  const counts = known.map(([caller, calls]) => {
    const since = Math.max(0, ...calls.map(({ talks }) => talks[0]?.from ?? 0));
    return [caller, calls.filter((call) => isLost(call) && call.overAt > since).length] as const;
  });
  return new Map(counts.filter(([, count]) => count > 0));
}

function recordOf(call: Call): RecordSeen {
  const { talks, reached, rings, passages, fate, lostAt } = call;
  const state =
    fate === "unknown" ? "unknown" : isSpoken(call) ? "completed" : isInbound(call) ? "missed" : "unanswered";
  return {
    state,
    lostIn: state === "missed" ? (lostAt === "phone" ? "ringing" : lostAt) : null,
    waitSeconds: waitOf(call, reached),
    legs: talks.map((talk) => ({ agent: talk.agent, talkSeconds: inSeconds(lengthOf(talk)) })),
    queues: passages.map(({ queue }) => queue),
    rang: [...new Set(rings.map(({ phone }) => phone))],
  };
}

const inSeconds = (ms: number | null) => (ms === null ? null : ms / 1_000);

/** From the first queue's ring, else from the first phone's, to the answer or the loss. */
function waitOf(call: Call, reached: Call["reached"]): number | null {
  const first = call.talks[0];
  const before = reached.filter(({ leg, supposed }) => !supposed && leg < (first?.leg ?? Number.POSITIVE_INFINITY));
  const since = before.find(({ is }) => is === "queue") ?? before.find(({ is }) => is === "phone");
  const until = first?.from ?? (call.fate === "over" ? call.overAt : null);
  if (!isInbound(call) || since === undefined || until === null) return null;
  return Math.max(0, until - since.at) / 1_000;
}
