import fc from "fast-check";
import type { Tally } from "#lib/call/call-shares.ts";

const day = 24 * 60 * 60 * 1000;
const ms = fc.option(fc.constantFrom(0, 1, 4_999, 5_000, 5_001, 20_000, 20_001, 45_000, 600_000));

/** Tallies of two queues and two agents, in the days from `first` (ISO date, UTC) on. */
export function arbitraryTally(first: string, days: number): fc.Arbitrary<Tally> {
  const begin = Date.parse(`${first}T00:00:00Z`);
  const at = fc.integer({ min: begin, max: begin + days * day });
  return fc.oneof(
    fc.record({
      of: fc.constant("inbound" as const),
      at,
      outcome: fc.constantFrom("open", "answered", "missed", "abandonedInIvr", "unknown"),
    }),
    fc.record({ of: fc.constant("outbound" as const), at, answered: fc.boolean() }),
    fc.record({
      of: fc.constant("passage" as const),
      at,
      queue: fc.constantFrom("820", "821"),
      outcome: fc.constantFrom("open", "answered", "missed", "overflowed", "unknown"),
      wait: ms,
      talk: ms,
    }),
    fc.record({
      of: fc.constant("agent" as const),
      at,
      agent: fc.constantFrom("201", "202"),
      deed: fc.constantFrom("answered", "dialed", "rang", "rang-no-answer", "talked"),
      talk: ms.map((one) => one ?? 0),
    }),
  );
}
