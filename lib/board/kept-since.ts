import { Temporal } from "temporal-polyfill";

/** From when on is kept what is kept for so long, epoch ms: a midnight of UTC, so that a call is seldom cut in two. */
export function keptSince(now: number, age: { readonly days: number } | { readonly months: number }): number {
  const today = Temporal.Instant.fromEpochMilliseconds(Math.floor(now)).toZonedDateTimeISO("UTC").startOfDay();
  return today.subtract(age).epochMilliseconds;
}
