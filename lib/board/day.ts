import { Temporal } from "temporal-polyfill";

/** Local midnights of one time zone, epoch ms: from `start` up to, not including, `end`. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

/**
 * The day in which `at` (epoch ms) falls. A day has 23 or 25 hours when clocks change, and starts at the first
 * instant of its date where midnight itself is skipped.
 * @throws RangeError for a time zone that is not an IANA name
 */
export function dayOf(at: number, timeZone: string): Day {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).startOfDay();
  return { start: today.epochMilliseconds, end: today.add({ days: 1 }).startOfDay().epochMilliseconds };
}
