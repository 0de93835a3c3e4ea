import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import type { Centre, Queue } from "./centre.ts";
import { between, type Random } from "./random.ts";
import type { Staff } from "./staff.ts";
import type { ToldCall } from "./told-call.ts";

/**
 * Something that goes on for a while: it yields the instant (epoch ms) at which it wants to go on.
 * Between two yields nothing else happens and no time passes.
 */
export type Course<Result = void> = Generator<number, Result, void>;

/** What all calls of the office share. */
export interface Floor {
  readonly centre: Centre;
  readonly random: Random;
  readonly staff: Staff;
  /** Mean length of a conversation. */
  readonly talkSeconds: number;
  /** Epoch ms after which nobody calls any more and everybody hangs up; infinite: never. */
  readonly closesAt: number;
  /** The simulated instant. */
  now(): number;
  tell(event: CallEvent): void;
  /** Begins another course now. */
  begin(course: Course<unknown>): void;
  /** The calls waiting in a queue with no phone ringing for them, the next to be served first. */
  lineOf(queue: Queue): string[];
  /** The id of a call made now. */
  nextCallId(): string;
  /** The callers on a call now: nobody is on two. */
  readonly onTheLine: Set<string>;
  over(call: ToldCall): void;
}

/** Seconds that end a few seconds after closing time at the latest. */
export function beforeClosing(floor: Floor, seconds: number): number {
  const left = Math.max(0, floor.closesAt - floor.now()) / 1000;
  return Math.min(seconds, left + between(floor.random, 0.5, 5));
}

/** The instant (epoch ms) at which a caller who is so patient hangs up. */
export function givesUpWithin(floor: Floor, seconds: number): number {
  return floor.now() + Math.round(beforeClosing(floor, seconds) * 1000);
}

export function* pause(floor: Floor, seconds: number): Course {
  yield floor.now() + Math.round(seconds * 1000);
}
