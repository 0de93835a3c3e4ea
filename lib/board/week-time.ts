import type { OfficeHours } from "./office-hours.ts";

/** A minute of the week: a day from 1 (Monday) to 7, and a local time "HH:MM". */
export interface WeekTime {
  readonly day: number;
  readonly time: string;
}

export function isWithin(hours: OfficeHours, { day, time }: WeekTime): boolean {
  return hours.some((stretch) => stretch.day === day && stretch.from <= time && time < stretch.to);
}
