import type { Queue } from "./centre.ts";
import { type Course, type Floor, pause } from "./floor.ts";
import { between, chance, pick } from "./random.ts";
import { type RingEnd, ringRound } from "./ring-round.ts";
import type { ToldCall } from "./told-call.ts";

/** How a caller left a queue. */
export type StayEnd =
  | { readonly kind: "answered"; readonly agent: string }
  | { readonly kind: "gave-up" }
  | { readonly kind: "overflowed"; readonly to: string };

/**
 * A caller waits in a queue: the first in line gets the next free phones, ring after ring, round and round, until
 * somebody answers, the caller gives up (`givesUpAt`, epoch ms) or the queue sends them on.
 */
export function* stayInQueue(
  floor: Floor,
  stay: { readonly call: ToldCall; readonly queue: Queue; readonly givesUpAt: number; readonly mayOverflow: boolean },
): Course<StayEnd> {
  const { call, queue, givesUpAt } = stay;
  const overflowsAt =
    queue.overflow !== null && stay.mayOverflow
      ? floor.now() + queue.overflow.afterSeconds * 1000
      : Number.POSITIVE_INFINITY;
  const line = floor.lineOf(queue);
  let round = unrung;
  call.reachQueue(queue.number);
  line.push(call.id);

  yield* pause(floor, between(floor.random, 0.05, 0.9));
  for (;;) {
    if (floor.now() >= givesUpAt) {
      leaveLine(line, call.id);
      return { kind: "gave-up" };
    }
    if (floor.now() >= overflowsAt && queue.overflow !== null) {
      leaveLine(line, call.id);
      return { kind: "overflowed", to: queue.overflow.to };
    }
    const phones = line[0] === call.id ? nextPhones(floor, { queue, round }) : [];
    if (phones.length === 0) {
      yield Math.min(floor.now() + Math.round(between(floor.random, 600, 1400)), givesUpAt);
      continue;
    }

    leaveLine(line, call.id);
    round = turnOn(floor, { call, queue, round, phones });
    const end: RingEnd = yield* ringRound(floor, { call, phones, ringSeconds: queue.ringSeconds, givesUpAt });
    if (end.kind !== "ran-out") return end;
    line.unshift(call.id);
    yield* restAfterRound(floor, { queue, givesUpAt });
  }
}

/** The phones that rang in this turn of the circle. */
interface Round {
  readonly rung: readonly string[];
}

const unrung: Round = { rung: [] };

/** A hunt asks each free member once before it begins again. */
function nextPhones(floor: Floor, turn: { readonly queue: Queue; readonly round: Round }): string[] {
  const free = floor.staff.free(turn.queue.members);
  if (turn.queue.strategy === "ring-all") return free;
  const unasked = free.filter((phone) => !turn.round.rung.includes(phone));
  const next = pick(floor.random, unasked.length > 0 ? unasked : free);
  return next === null ? [] : [next];
}

/** Where the circle begins again, some telephone systems say so. No time passes: these phones must not get another call. */
function turnOn(
  floor: Floor,
  turn: { readonly call: ToldCall; readonly queue: Queue; readonly round: Round; readonly phones: readonly string[] },
): Round {
  const beginsAgain = turn.phones.some((phone) => turn.round.rung.includes(phone));
  if (beginsAgain && chance(floor.random, 0.5)) turn.call.pollQueue(turn.queue.number);
  return { rung: beginsAgain ? turn.phones : [...turn.round.rung, ...turn.phones] };
}

/**
 * After a hunt's ring the next phone rings at once. After a ring-all round there is a pause, so that the next round
 * begins more than 45 s after the one before: rings that nothing ended are then known to be over.
 */
function* restAfterRound(floor: Floor, after: { readonly queue: Queue; readonly givesUpAt: number }): Course {
  const seconds = after.queue.strategy === "ring-all" ? between(floor.random, 20, 25) : between(floor.random, 0.1, 0.5);
  yield Math.min(floor.now() + Math.round(seconds * 1000), after.givesUpAt);
}

function leaveLine(line: string[], callId: string): void {
  const place = line.indexOf(callId);
  if (place >= 0) line.splice(place, 1);
}
