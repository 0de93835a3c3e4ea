import type { Reached } from "./read-call.ts";
import type { Talk } from "./talks.ts";
import type { Said } from "./understand.ts";

export interface Ring {
  readonly phone: string;
  readonly leg: number;
  readonly from: number;
  readonly until: number;
  /** `left`: the caller gave up. */
  readonly end: "answer" | "ran-out" | "left" | "hung-up";
}

const GAP = 3_000;
const LIMIT = 45_000;
const NEVER = Number.POSITIVE_INFINITY;

/** A ring ends with an answer, with the call, with another round, in another place, or for its time. */
export function ringsOf(
  reached: readonly Reached[],
  talks: readonly Talk[],
  over: { readonly at: number; readonly end: Said | null },
): readonly Ring[] {
  const isSpoken = over.end?.spoken === true && talks.length > 0;
  return reached.flatMap((ring, index) => {
    if (ring.is !== "phone") return [];
    const { user: phone, leg, at: from } = ring;
    const place = reached.slice(0, index).findLast(({ is }) => is === "queue")?.user;
    const isNext = (one: Reached) => one.at > from + GAP && (one.is !== "queue" || one.user !== place);
    const next = reached.find(isNext)?.at ?? NEVER;
    const answer = talks.find((talk) => talk.leg > leg);
    const again = reached.slice(index + 1).some((one) => one.user === phone && one.leg === leg);
    if (answer?.agent === phone && !again)
      return [{ phone, leg, from, until: Math.max(from, answer.from), end: "answer" as const }];
    const stops: readonly (readonly [number, Ring["end"]])[] = [
      [answer?.from ?? NEVER, "answer"],
      [over.at, isSpoken ? "hung-up" : "left"],
      [Math.min(next, from + LIMIT), "ran-out"],
    ];
    const [until, end] = stops.reduce((best, one) => (one[0] < best[0] ? one : best));
    return [{ phone, leg, from, until: Math.max(from, until), end }];
  });
}
