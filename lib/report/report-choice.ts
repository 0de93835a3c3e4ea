import { type FormulaName, formulaNames } from "./formulas.ts";

export const spans = ["today", "yesterday", "7", "30", "other"] as const;

/** `7`, `30`: so many days up to today. */
export type Span = (typeof spans)[number];

/** What a report's address asks for. */
export interface ReportChoice {
  readonly span: Span;
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
  /** Of which the details are shown; null and null: of all queues. */
  readonly queue: string | null;
  readonly agent: string | null;
  readonly formula: FormulaName;
  readonly by: "half-hours" | "days";
  readonly order: "number" | "name";
}

/** What is missing or cannot be read is as nobody had asked. @param today local date */
export function readChoice(params: URLSearchParams, today: string): ReportChoice {
  const dates = [params.get("from") ?? "", params.get("to") ?? ""].filter(isDate).sort();
  const [from, to = from] = dates;
  const span = spans.find((one) => one === params.get("range")) ?? "today";
  const agent = params.get("agent");
  return {
    ...(from === undefined || to === undefined ? datesOf(span, today) : { span: "other" as const, from, to }),
    queue: agent === null ? params.get("queue") : null,
    agent,
    formula: formulaNames.find((one) => one === params.get("formula")) ?? formulaNames[0],
    by: params.get("by") === "days" ? "days" : "half-hours",
    order: params.get("order") === "name" ? "name" : "number",
  };
}

/** What `readChoice` reads as the same; what is usual is left out. */
export function writeChoice({ span, from, to, queue, agent, formula, by, order }: ReportChoice): URLSearchParams {
  const params = new URLSearchParams();
  if (span === "other") {
    params.set("from", from);
    params.set("to", to);
  } else if (span !== "today") params.set("range", span);
  if (agent !== null) params.set("agent", agent);
  else if (queue !== null) params.set("queue", queue);
  if (formula !== formulaNames[0]) params.set("formula", formula);
  if (by !== "half-hours") params.set("by", by);
  if (order !== "number") params.set("order", order);
  return params;
}

/** @param today local date */
export function datesOf(span: Span, today: string): Pick<ReportChoice, "span" | "from" | "to"> {
  switch (span) {
    case "today":
    case "other":
      return { span, from: today, to: today };
    case "yesterday":
      return { span, from: shiftDate(today, -1), to: shiftDate(today, -1) };
    case "7":
    case "30":
      return { span, from: shiftDate(today, 1 - Number(span)), to: today };
  }
}

/** The local date of an instant (epoch ms), ISO. */
export function dateAt(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return format.format(instant).split("/").reverse().join("-");
}

function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function isDate(text: string): boolean {
  const at = Date.parse(text);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
