import type { Tally } from "#lib/call/call-shares.ts";
import { countsIn } from "#lib/report/sum-task.ts";
import type { ArchivedTally, TallyFilter, TallySpan } from "./call-archive.ts";

/** Where a tally stands in time. */
export interface TallyPlace {
  /** Epoch ms. */
  readonly at: number;
  readonly key: string;
}

export const placeOf = ({ key, tally }: ArchivedTally): TallyPlace => ({ at: tally.at, key });

/** Newest first. */
export function compareTallies(a: TallyPlace, b: TallyPlace): number {
  if (a.at !== b.at) return b.at - a.at;
  if (a.key === b.key) return 0;
  return a.key < b.key ? 1 : -1;
}

/** Whether a tally lies in a span. */
export function isIn({ of, number, from, to }: TallySpan): (tally: Tally) => boolean {
  return (tally) =>
    from <= tally.at &&
    tally.at < to &&
    (of === undefined || tally.of === of) &&
    (number === undefined || numberOf(tally) === number);
}

/** Whether a tally is one of the filter's. */
export function countedBy(filter: TallyFilter): (tally: Tally) => boolean {
  const isWithin = isIn(filter);
  if (filter.counted === undefined) return isWithin;
  const counts = countsIn(filter.counted);
  return (tally) => isWithin(tally) && counts(tally);
}

/** The queue or the agent it counts for; "" where it is the call's own. */
export function numberOf(tally: Tally): string {
  switch (tally.of) {
    case "passage":
      return tally.queue;
    case "agent":
      return tally.agent;
    case "inbound":
    case "outbound":
      return "";
  }
}

/** The first `limit` and those of the last one's call and moment: a page never parts them. @param tallies in order */
export function firstTallies<T extends ArchivedTally>(tallies: readonly T[], limit: number): readonly T[] {
  const last = tallies[limit - 1];
  if (last === undefined) return tallies;
  const place = placeOf(last);
  let end = limit;
  for (let next = tallies[end]; next !== undefined && compareTallies(placeOf(next), place) === 0; next = tallies[end]) {
    end += 1;
  }
  return tallies.slice(0, end);
}
