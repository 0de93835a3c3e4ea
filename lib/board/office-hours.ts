import { Temporal } from "temporal-polyfill";

/** A stretch of one weekday, 1 (Monday) to 7, local times "HH:MM"; `to` may be "24:00". Empty list: never open. */
export interface OpenStretch {
  readonly day: number;
  readonly from: string;
  readonly to: string;
}

export type OfficeHours = readonly OpenStretch[];

/** Whether `at` (epoch ms) lies in the hours, read in the time zone (IANA name). */
export function isOpenAt(hours: OfficeHours, at: number, timeZone: string): boolean {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return hours.some((stretch) => stretch.day === local.dayOfWeek && stretch.from <= time && time < stretch.to);
}
