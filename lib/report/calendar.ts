import { Temporal } from "temporal-polyfill";

/** Where in a range an instant falls, by the clock on the wall. */
export interface Place {
  /** Index into the calendar's dates. */
  readonly day: number;
  /** 0 to 47: the half hour of the day. */
  readonly half: number;
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
}

/** The days of a range in one time zone. */
export interface Calendar {
  readonly timeZone: string;
  /** ISO dates, in order, without gaps. */
  readonly dates: readonly string[];
  /** Epoch ms, from the first midnight up to, not including, the one after the last date. */
  readonly from: number;
  readonly to: number;
  /** null: outside the range. @param at epoch ms */
  readonly placeOf: (at: number) => Place | null;
}

const halfHour = 30 * 60 * 1000;
const dayLength = 24 * 60 * 60 * 1000;

/**
 * Days are what the board takes for a day: from local midnight to local midnight, 23 or 25 hours when clocks change.
 * An hour that comes twice counts twice in its half hours; one that is skipped stays empty.
 * @param first ISO date @param last ISO date, included, not before `first`
 * @throws RangeError for what is no date, or no time zone
 */
export function createCalendar(first: string, last: string, timeZone: string): Calendar {
  const begin = Temporal.PlainDate.from(first);
  const count = begin.until(Temporal.PlainDate.from(last)).days + 1;
  const days = Array.from({ length: count + 1 }, (_, i) => begin.add({ days: i }));
  const starts = days.map((day) => day.toZonedDateTime(timeZone).epochMilliseconds);
  const [from, to] = [starts[0] ?? 0, starts[count] ?? 0];
  const offsets = offsetsOf(from, to, timeZone);
  const firstWeekday = begin.dayOfWeek - 1;
  return {
    timeZone,
    dates: days.slice(0, count).map((day) => day.toString()),
    from,
    to,
    placeOf(at) {
      if (at < from || at >= to) return null;
      const day = lastNotAfter(starts, at);
      const local = at + (offsets.shifts[lastNotAfter(offsets.since, at)] ?? 0);
      const half = Math.floor((local - Math.floor(local / dayLength) * dayLength) / halfHour);
      return { day, half, weekday: (firstWeekday + day) % 7 };
    },
  };
}

/** The local date of an instant (epoch ms), ISO. */
export function localDate(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** How many dates lie from one to the other, both included. @throws RangeError for what is no date */
export function datesBetween(first: string, last: string): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(last)).days + 1;
}

/** Since when (epoch ms, in order) local time is how many ms ahead of UTC. */
function offsetsOf(
  from: number,
  to: number,
  timeZone: string,
): { since: readonly number[]; shifts: readonly number[] } {
  const since: number[] = [];
  const shifts: number[] = [];
  let at: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(timeZone);
  while (at !== null && at.epochMilliseconds < to) {
    since.push(at.epochMilliseconds);
    shifts.push(at.offsetNanoseconds / 1e6);
    at = at.getTimeZoneTransition("next");
  }
  return { since, shifts };
}

/** Index of the last number not after `at`. @param numbers in order, the first not after `at` */
function lastNotAfter(numbers: readonly number[], at: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
