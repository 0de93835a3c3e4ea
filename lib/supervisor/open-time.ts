import { Temporal } from "temporal-polyfill";
import type { OfficeHours } from "#lib/board/office-hours.ts";

/** Days that are looked through: whoever is closed for longer has no time to keep. */
const horizon = 21;

/**
 * The instant (epoch ms) by which `ms` of open time have passed since `from`; infinity where that lies weeks ahead.
 * @param hours null: always open
 * @param timeZone IANA name, in which the hours are meant
 */
export function afterOpenTime(hours: OfficeHours | null, from: number, ms: number, timeZone: string): number {
  if (hours === null) return from + ms;
  let left = ms;
  let passed = from;
  const start = Temporal.Instant.fromEpochMilliseconds(Math.floor(from)).toZonedDateTimeISO(timeZone).toPlainDate();
  for (let day = 0; day < horizon; day++) {
    for (const stretch of stretchesOn(start.add({ days: day }), hours, timeZone)) {
      const begin = Math.max(passed, stretch.from);
      if (begin >= stretch.to) continue;
      if (begin + left <= stretch.to) return begin + left;
      left -= stretch.to - begin;
      passed = stretch.to;
    }
  }
  return Number.POSITIVE_INFINITY;
}

function stretchesOn(
  date: Temporal.PlainDate,
  hours: OfficeHours,
  timeZone: string,
): readonly { readonly from: number; readonly to: number }[] {
  return hours
    .filter((stretch) => stretch.day === date.dayOfWeek)
    .map((stretch) => ({ from: instantOf(date, stretch.from, timeZone), to: instantOf(date, stretch.to, timeZone) }))
    .sort((a, b) => a.from - b.from);
}

function instantOf(date: Temporal.PlainDate, time: string, timeZone: string): number {
  const local = time === "24:00" ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time);
  return local.toZonedDateTime(timeZone).epochMilliseconds;
}
