import { z } from "zod";
import { createCalendar, datesBetween, localDate } from "#lib/report/calendar.ts";

/** A report of more days than these is nothing anybody reads. */
export const mostDays = 400;

const date = z.iso.date("must be a date, as 2026-03-31");

const query = z.object({
  from: date.optional(),
  to: date.optional(),
  queue: z.string().optional(),
  agent: z.string().optional(),
});

export interface ReportQuery {
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  readonly queue: string | null;
  readonly agent: string | null;
}

export type Read<Query> =
  | { readonly ok: true; readonly query: Query }
  /** One sentence about the first parameter that cannot be used. */
  | { readonly ok: false; readonly fault: string };

/** Parameters that are empty count as absent; unknown ones are passed over. @param now epoch ms */
export function readReportQuery(text: string, now: number, timeZone: string): Read<ReportQuery> {
  const parsed = query.safeParse(givenOf(text));
  if (!parsed.success) return { ok: false, fault: firstFault(parsed.error) };
  const { from, to, queue = null, agent = null } = parsed.data;
  const today = localDate(now, timeZone);
  const first = from ?? to ?? today;
  const last = to ?? from ?? today;
  const fault = faultOfDates(first, last);
  return fault === null ? { ok: true, query: { from: first, to: last, queue, agent } } : { ok: false, fault };
}

export function givenOf(text: string): Record<string, string> {
  return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ""));
}

export function firstFault({ issues }: z.ZodError): string {
  const [issue] = issues;
  return `${issue?.path.join(".")} ${issue?.message}.`;
}

/** Midnights of two dates, epoch ms. */
export function midnights(
  first: string,
  last: string,
  timeZone: string,
): { readonly from: number; readonly to: number } {
  const { from, to } = createCalendar(first, last, timeZone);
  return { from, to };
}

function faultOfDates(first: string, last: string): string | null {
  const days = datesBetween(first, last);
  if (days < 1) return "to must not be before from.";
  return days > mostDays ? `from and to may be at most ${mostDays} days apart.` : null;
}
