import { type ArrivalVerdict, arrivalVerdict } from "#lib/protocol/api/connection-answers.ts";
import type { Arrivals } from "./arrivals.ts";

export type ArrivalCounts = Readonly<Record<ArrivalVerdict, number>>;

/** The same arrivals, each counted by its verdict since the start. */
export function countedArrivals(arrivals: Arrivals): {
  readonly arrivals: Arrivals;
  readonly counts: () => ArrivalCounts;
} {
  const counts: Record<string, number> = Object.fromEntries(arrivalVerdict.options.map((verdict) => [verdict, 0]));
  return {
    arrivals: {
      ...arrivals,
      note(seen) {
        // The server's own tests are nobody's requests.
        if (seen.key !== "test") counts[seen.verdict] = (counts[seen.verdict] ?? 0) + 1;
        arrivals.note(seen);
      },
    },
    counts: () => ({ ...counts }) as ArrivalCounts,
  };
}
