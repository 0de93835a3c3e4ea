import { Temporal } from "temporal-polyfill";

/**
 * A call id without the leg, `yyMMddHHmmss_N`: the PBX's own wall clock at `at` (epoch ms, whole or not), and a running
 * number.
 * Source: the identifiers of the feed's documentation.
 */
export function callIdAt(at: number, { timeZone, running }: { timeZone: string; running: number }): string {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone);
  const stamp = [local.year % 100, local.month, local.day, local.hour, local.minute, local.second]
    .map((part) => String(part).padStart(2, "0"))
    .join("");
  return `${stamp}_${running}`;
}
