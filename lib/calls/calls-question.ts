import { Temporal } from "temporal-polyfill";
import type { CallsFilter, Outcome } from "./calls-filter.ts";

/** Calls a page. */
export const pageLength = 100;

/** The query that `GET /api/calls` and `/api/calls.csv` take. @param now epoch ms */
export function callsQuestion(filter: CallsFilter, now: number, timeZone: string): URLSearchParams {
  const { from, to } = timesOf(filter, now, timeZone);
  const { direction, queue, agent, caller } = filter;
  const { outcome = "", lostIn = "" } = filter.outcome === "" ? {} : outcomeWords[filter.outcome];
  const all = { from, to, direction, queue, agent, outcome, lostIn, caller };
  return new URLSearchParams(Object.entries(all).filter(([, value]) => value !== ""));
}

const outcomeWords: Readonly<Record<Outcome, { readonly outcome: string; readonly lostIn?: string }>> = {
  completed: { outcome: "completed" },
  missed: { outcome: "missed" },
  "lost-in-menu": { outcome: "missed", lostIn: "ivr" },
  "lost-in-queue": { outcome: "missed", lostIn: "queue" },
  "lost-ringing": { outcome: "missed", lostIn: "ringing" },
  unanswered: { outcome: "unanswered" },
  unknown: { outcome: "unknown" },
};

/** The local date at an instant (epoch ms): `2026-03-02`. */
export function dateAt(at: number, timeZone: string): string {
  return localDate(at, timeZone).toString();
}

/** The dates of the range, as midnights of the time zone; empty where it is open. */
function timesOf(filter: CallsFilter, now: number, timeZone: string): { readonly from: string; readonly to: string } {
  const today = localDate(now, timeZone);
  const since = (first: Temporal.PlainDate) => ({ from: midnight(first, timeZone), to: "" });
  switch (filter.when) {
    case "any":
      return { from: "", to: "" };
    case "today":
      return since(today);
    case "yesterday":
      return { from: midnight(today.subtract({ days: 1 }), timeZone), to: midnight(today, timeZone) };
    case "7-days":
      return since(today.subtract({ days: 6 }));
    case "30-days":
      return since(today.subtract({ days: 29 }));
    case "range":
      return {
        from: filter.from === "" ? "" : midnight(Temporal.PlainDate.from(filter.from), timeZone),
        to: filter.to === "" ? "" : midnight(Temporal.PlainDate.from(filter.to).add({ days: 1 }), timeZone),
      };
  }
}

function localDate(at: number, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).toPlainDate();
}

/** The first instant of a date: midnight itself may be skipped. */
function midnight(date: Temporal.PlainDate, timeZone: string): string {
  return new Date(date.toZonedDateTime(timeZone).epochMilliseconds).toISOString();
}
