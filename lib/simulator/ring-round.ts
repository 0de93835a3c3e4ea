import { type Course, type Floor, pause } from "./floor.ts";
import { between, chance } from "./random.ts";
import type { ToldCall } from "./told-call.ts";

/** How a round of rings ended. */
export type RingEnd =
  | { readonly kind: "answered"; readonly agent: string }
  | { readonly kind: "gave-up" }
  | { readonly kind: "ran-out" };

/** Rounds of ringing in which nobody is at the desk. */
const notThere = 0.09;

interface Round {
  readonly call: ToldCall;
  /** Phones that are free now. */
  readonly phones: readonly string[];
  readonly ringSeconds: number;
  /** Epoch ms. */
  readonly givesUpAt: number;
}

/** The phones ring together until one is answered, the caller gives up, or the time is over. */
export function* ringRound(floor: Floor, round: Round): Course<RingEnd> {
  const { call, phones, givesUpAt } = round;
  // Taken all at once: while the feed prints one ring after the other, no other call may get these phones.
  for (const phone of phones) floor.staff.occupy(phone);
  for (const phone of phones) {
    call.ring(phone);
    yield* pause(floor, between(floor.random, 0.02, 0.12));
  }

  const ranOutAt = floor.now() + round.ringSeconds * 1000;
  const first = firstToAnswer(floor, phones);
  const until = Math.min(first?.at ?? ranOutAt, ranOutAt, Math.max(givesUpAt, floor.now()));
  yield until;

  if (first !== null && first.at === until) {
    for (const phone of phones) if (phone !== first.agent) floor.staff.release(phone, 0);
    return { kind: "answered", agent: first.agent };
  }
  for (const phone of phones) floor.staff.release(phone, between(floor.random, 1, 3));
  if (ranOutAt !== until) return { kind: "gave-up" };
  call.ranOut(phones);
  return { kind: "ran-out" };
}

function firstToAnswer(floor: Floor, phones: readonly string[]): { agent: string; at: number } | null {
  return phones
    .filter(() => !chance(floor.random, notThere))
    .map((agent) => ({ agent, at: floor.now() + Math.round(between(floor.random, 3, 12) * 1000) }))
    .reduce<{ agent: string; at: number } | null>(
      (best, one) => (best === null || one.at < best.at ? one : best),
      null,
    );
}
