import type { CallHistory } from "./call-history.ts";
import { createTurnstile } from "./turnstile.ts";

/** Lookups for people who wait at a screen: each takes a moment. */
const LOOKUPS = { atOnce: 4, waiting: 1_000 };
/** Sums over months: each reads all of them. */
const SUMS = { atOnce: 2, waiting: 50 };

/** The same history, asked by a crowd: what is asked in a moment does not stand behind sums, and neither is without end. */
export function createOrderlyHistory(history: CallHistory): CallHistory {
  const lookups = createTurnstile(LOOKUPS);
  const sums = createTurnstile(SUMS);
  return {
    calls: (filter, limit) => lookups.pass(() => history.calls(filter, limit)),
    call: (id, startedAt) => lookups.pass(() => history.call(id, startedAt)),
    callsOf: (id) => lookups.pass(() => history.callsOf(id)),
    byKey: (keys) => lookups.pass(() => history.byKey(keys)),
    // What a figure counts may be rare, and then much is looked at.
    tallies: (filter, limit, before) =>
      (filter.counted === undefined ? lookups : sums).pass(() => history.tallies(filter, limit, before)),
    sumUp: (span, task) => sums.pass(() => history.sumUp(span, task)),
  };
}
