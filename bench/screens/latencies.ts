import type { Sent } from "../load/open-loop.ts";
import type { Arrival } from "./arrivals.ts";

/**
 * How long each event took to one screen, ms: from its sending to the first message that leads up to it or further.
 * @param sent in any order
 * @param arrivals in order of time
 * @throws when an event never arrived
 */
export function latenciesOf(sent: readonly Sent[], arrivals: readonly Arrival[]): readonly number[] {
  let next = 0;
  return sent
    .toSorted((a, b) => a.rev - b.rev)
    .map(({ rev, at }) => {
      while ((arrivals[next]?.rev ?? rev) < rev) next += 1;
      const arrival = arrivals[next];
      if (arrival === undefined) throw new Error(`a screen was never sent event ${rev}`);
      return arrival.at - at;
    });
}
