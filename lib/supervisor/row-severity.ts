import type { MissedCaller } from "#lib/board/board.ts";
import { isOpenAt, type OfficeHours } from "#lib/board/office-hours.ts";
import { oldestCallBackLimit, type Severity, severityOfAge } from "#lib/display/severity.ts";
import { afterOpenTime } from "./open-time.ts";

/** When a row turns, epoch ms. */
export interface Deadlines {
  readonly watch: number;
  readonly critical: number;
}

const never: Deadlines = { watch: Number.POSITIVE_INFINITY, critical: Number.POSITIVE_INFINITY };

/**
 * Only time in which the line is open counts against a row: nobody could have called at night, and a list that is all
 * red at eight says nothing. A withheld number cannot be called at all, and what is done is done.
 */
export function rowDeadlines(row: MissedCaller, hours: OfficeHours | null, timeZone: string): Deadlines {
  if (row.caller === "" || row.status === "resolved") return never;
  const since = Date.parse(row.firstAt);
  return {
    watch: afterOpenTime(hours, since, oldestCallBackLimit.watch * 1000, timeZone),
    critical: afterOpenTime(hours, since, oldestCallBackLimit.critical * 1000, timeZone),
  };
}

/** @param now epoch ms; null: nobody knows */
export function rowSeverity({ watch, critical }: Deadlines, now: number | null): Severity {
  if (now === null || now < watch) return "normal";
  if (now < critical) return "watch";
  return severityOfAge(oldestCallBackLimit.critical + (now - critical) / 1000, oldestCallBackLimit);
}

/** Whether the caller was lost when nobody was there to answer. */
export function lostInClosedHours(row: MissedCaller, hours: OfficeHours | null, timeZone: string): boolean {
  return hours !== null && !isOpenAt(hours, Date.parse(row.lastAt), timeZone);
}
