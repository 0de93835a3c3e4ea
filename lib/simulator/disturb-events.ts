import { createAgenda } from "./agenda.ts";
import type { Faults } from "./faults.ts";
import { between, chance, type Random } from "./random.ts";
import type { Happening } from "./traffic.ts";

/**
 * Loses, holds up and repeats events; the result is again in order of time.
 *
 * An original is at most 1 s late and its repeat at most 1.9 s later than that, so within the 3 s in which the same ring
 * is a repeat and not a new one.
 */
export function* disturbEvents(
  happenings: Iterable<Happening>,
  { faults, random }: { readonly faults: Faults; readonly random: Random },
): Generator<Happening, void, void> {
  const heldBack = createAgenda<Happening>();
  for (const happening of happenings) {
    yield* dueUntil(happening.at);
    for (const at of arrivalsOf(happening)) heldBack.add(at, { ...happening, at });
    yield* dueUntil(happening.at);
  }
  yield* dueUntil(Number.POSITIVE_INFINITY);

  function arrivalsOf(happening: Happening): number[] {
    if (happening.kind === "over") return [happening.at];
    if (chance(random, faults.lose)) return [];
    const at = chance(random, faults.reorder) ? happening.at + Math.round(between(random, 100, 1000)) : happening.at;
    if (!chance(random, faults.repeat)) return [at];
    return [at, chance(random, 0.5) ? at : at + Math.round(between(random, 10, 1900))];
  }

  function* dueUntil(at: number): Generator<Happening> {
    for (let next = heldBack.nextAt(); next !== null && next <= at; next = heldBack.nextAt()) {
      const taken = heldBack.take();
      if (taken !== null) yield taken.item;
    }
  }
}
