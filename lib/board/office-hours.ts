import { Temporal } from "temporal-polyfill";
import { isWithin } from "./week-time.ts";

/** A stretch of one weekday, 1 (Monday) to 7, local times "HH:MM"; `to` may be "24:00". Empty list: never open. */
export interface OpenStretch {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

export type OfficeHours = readonly OpenStretch[];

/** Every hour of the week: what is always open, whatever the site's hours are. */
export const wholeWeek: OfficeHours = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: "00:00", to: "24:00" }));

export function isWholeWeek(hours: OfficeHours): boolean {
  return wholeWeek.every((whole) =>
    hours.some(({ day, from, to }) => day === whole.day && from === whole.from && to === whole.to),
  );
}

/** Whether `at` (epoch ms) lies in the hours, read in the time zone (IANA name). */
export function isOpenAt(hours: OfficeHours, at: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return isWithin(hours, { day: local.dayOfWeek, time });
}
