import type { Reached } from "./read-call.ts";
import type { Talk } from "./talks.ts";
import type { Place } from "./understand.ts";

/** One entry of a call into a queue. */
export interface Passage {
  readonly queue: string;
  readonly from: number;
  readonly end: "there" | "answered" | "missed" | "overflowed" | "unknown";
  /** ms to the answer or the loss; null: nobody knows. */
  readonly wait: number | null;
  readonly talk: Talk | null;
}

export interface Fate {
  readonly fate: "live" | "over" | "unknown";
  readonly overAt: number;
  readonly lostAt: Place;
}

/** The same queue again, with no other in between, is the same entry; the last one before an answer is the answered one. */
export function passagesOf(reached: readonly Reached[], talks: readonly Talk[], fate: Fate): readonly Passage[] {
  const queues = reached.filter(({ is }) => is === "queue");
  const entries = queues.filter(
    (one, index) => queues.slice(0, index).findLast(({ leg }) => leg === one.leg)?.user !== one.user,
  );
  return entries.map((entry) => {
    const later = entries.filter((one) => one !== entry && (one.leg > entry.leg || isAfter(entries, one, entry)));
    const nextLeg = Math.min(...later.map(({ leg }) => leg), Number.POSITIVE_INFINITY);
    const isAnswers = ({ leg }: Talk) => nextLeg > entry.leg && leg > entry.leg && leg <= nextLeg;
    const talk = talks.find(isAnswers) ?? null;
    const from = { queue: entry.user, from: entry.at };
    const since = isTimeless(entry, reached) ? null : entry.at;
    if (talk !== null) return { ...from, end: "answered", wait: between(since, talk.from), talk };
    if (later.length > 0) return { ...from, end: "overflowed", wait: null, talk };
    return { ...from, end: endOf(fate), wait: fate.fate === "over" ? between(since, fate.overAt) : null, talk };
  });
}

/** Nobody knows when it was entered. */
function isTimeless(entry: Reached, reached: readonly Reached[]): boolean {
  return entry.supposed && !reached.some(({ is, leg }) => is === "phone" && leg === entry.leg);
}

const between = (from: number | null, until: number) => (from === null ? null : Math.max(0, until - from));

function isAfter(entries: readonly Reached[], one: Reached, other: Reached): boolean {
  return one.leg === other.leg && entries.indexOf(one) > entries.indexOf(other);
}

function endOf({ fate, lostAt }: Fate): Passage["end"] {
  if (fate === "live") return "there";
  if (fate === "unknown") return "unknown";
  return lostAt === "queue" ? "missed" : "overflowed";
}
