import type { OfficeHours } from "#lib/board/office-hours.ts";
import { isWithin } from "#lib/board/week-time.ts";

/**
 * Whether `at` (epoch ms) lies in the hours, read in the time zone (IANA name); null: always open. By the browser's own
 * calendar: a wall has no room for another.
 */
export function isOpenNow(hours: OfficeHours | null, at: number, timeZone: string): boolean {
  if (hours === null) return true;
  const parts = new Map(
    calendar(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = days.indexOf(parts.get("weekday") ?? "") + 1;
  return isWithin(hours, { day, time: `${parts.get("hour")}:${parts.get("minute")}` });
}

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const calendars = new Map<string, Intl.DateTimeFormat>();

function calendar(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  calendars.set(timeZone, made);
  return made;
}
