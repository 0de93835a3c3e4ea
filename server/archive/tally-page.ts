import type { ArchivedTally, TallyFilter } from "./call-archive.ts";
import { compareTallies, countedBy, placeOf } from "./tally-order.ts";

/** A page in the making, of tallies that come in order. */
export interface TallyPage {
  readonly tallies: readonly ArchivedTally[];
  /** Puts it on the page where it is one of the filter's. True: it, and all behind it, is for the next page. */
  isFullWith(next: ArchivedTally): boolean;
}

/** No page ends between tallies of one call and moment. */
export function createTallyPage(filter: TallyFilter, limit: number): TallyPage {
  const isCounted = countedBy(filter);
  const tallies: ArchivedTally[] = [];
  return {
    tallies,
    isFullWith(next) {
      if (!isCounted(next.tally)) return false;
      const last = tallies.at(-1);
      if (tallies.length >= limit && last && compareTallies(placeOf(last), placeOf(next)) !== 0) return true;
      tallies.push(next);
      return false;
    },
  };
}
