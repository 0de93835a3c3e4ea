import type { Reached } from "./read-call.ts";
import type { Talk } from "./talks.ts";

/** Where a call that lives stands. */
export interface Where {
  readonly state: "ivr" | "queued" | "waiting" | "answered" | "transferred" | "dialing";
  readonly queue: string | null;
  readonly agent: string | null;
  readonly waitingSince: number | null;
  /** When it is doubtful for its age, if nothing is heard. */
  readonly doubtfulAt: number;
}

/** What it depends on. Epoch ms. */
export interface Course {
  readonly direction: "inbound" | "outbound";
  readonly began: number;
  readonly heardAt: number;
  readonly reached: readonly Reached[];
  readonly talks: readonly Talk[];
  readonly dialler: string | null;
}

const MINUTE = 60_000;
const SIGN_OF_LIFE = 5 * MINUTE;

export function whereIs(course: Course): Where {
  const { direction, began, heardAt, reached, talks, dialler } = course;
  const talk = talks.at(-1);
  const there = reached.filter(({ leg }) => leg >= (talk?.leg ?? 0));
  const place = there.findLast(({ is }) => is !== "phone");
  const waitingSince = waitingFrom(there);
  const nobody = { queue: null, agent: null, waitingSince: null };
  const aged = (since: number, minutes: number) => Math.max(since + minutes * MINUTE, heardAt + SIGN_OF_LIFE);
  if (talk === undefined && direction === "outbound")
    return { ...nobody, state: "dialing", agent: dialler, doubtfulAt: aged(began, 10) };
  const waits = { ...nobody, waitingSince, doubtfulAt: aged(waitingSince ?? began, 60) };
  if (place?.is === "queue") return { ...waits, state: "queued", queue: place.user };
  if (talk === undefined && rings(there, place)) return { ...waits, state: "waiting" };
  if (talk !== undefined && place === undefined) return { ...nobody, ...talking(talk, reached, aged) };
  return { ...nobody, state: "ivr", doubtfulAt: aged(menuSince(there, began), 10) };
}

function talking(talk: Talk, reached: readonly Reached[], aged: (since: number, minutes: number) => number) {
  const state = talk.leg > 1 ? ("transferred" as const) : ("answered" as const);
  const queue = reached.findLast(({ is }) => is === "queue")?.user ?? null;
  if (talk.until !== null) return { state, queue, doubtfulAt: aged(talk.until, 10) };
  return { state, queue, agent: talk.agent, doubtfulAt: aged(talk.from, 240) };
}

/** From the first ring of a queue, without one of a phone. */
function waitingFrom(there: readonly Reached[]): number | null {
  return (there.find(({ is }) => is === "queue") ?? there.find(({ is }) => is === "phone"))?.at ?? null;
}

/** Phones rang since the last menu, or there was none. */
function rings(there: readonly Reached[], place: Reached | undefined): boolean {
  return there.some(({ is, at }) => is === "phone" && at >= (place?.at ?? 0));
}

/** From the first menu on; who comes out of a queue is in menus since then. */
function menuSince(reached: readonly Reached[], began: number): number {
  const queued = reached.findLastIndex(({ is }) => is === "queue");
  return reached.slice(queued + 1).find(({ is }) => is === "ivr")?.at ?? began;
}
