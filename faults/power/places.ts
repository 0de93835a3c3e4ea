import { between, chance, type Random } from "#lib/simulator/random.ts";
import type { Moment } from "../trace/read-trace.ts";

/** How often each moment is the one: any, and more often one around a sync. */
export function placesIn(moments: readonly Moment[], count: number, random: Random): ReadonlyMap<number, number> {
  const syncs = moments.flatMap(({ call: { name } }, index) => (name.endsWith("sync") ? [index] : []));
  const places = new Map<number, number>();
  for (let cut = 0; cut < count; cut += 1) {
    const sync = syncs[Math.floor(random() * syncs.length)] ?? 0;
    const any = Math.floor(random() * moments.length);
    const place = chance(random, 0.5) ? any : sync + Math.round(between(random, -3, 3));
    const index = Math.min(Math.max(place, 0), moments.length - 1);
    places.set(index, (places.get(index) ?? 0) + 1);
  }
  return places;
}
