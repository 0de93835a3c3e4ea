/** Which calls the list shows. Empty texts narrow nothing. */
export interface CallsFilter {
  readonly when: When;
  /** Local dates, `2026-03-02`, both included; only of a range of one's own. Empty: open on that side. */
  readonly from: string;
  readonly to: string;
  readonly direction: "" | "inbound" | "outbound";
  readonly queue: string;
  readonly agent: string;
  readonly outcome: "" | Outcome;
  /** A caller's number, or the end of one. */
  readonly caller: string;
}

export const whens = ["any", "today", "yesterday", "7-days", "30-days", "range"] as const;
export type When = (typeof whens)[number];

export const outcomes = [
  "completed",
  "missed",
  "lost-in-menu",
  "lost-in-queue",
  "lost-ringing",
  "unanswered",
  "unknown",
] as const;
export type Outcome = (typeof outcomes)[number];

const directions = ["inbound", "outbound"] as const;

export const noFilter: CallsFilter = {
  when: "any",
  from: "",
  to: "",
  direction: "",
  queue: "",
  agent: "",
  outcome: "",
  caller: "",
};

/** A parameter of the address that cannot be meant: it is passed over, and said. */
export interface AddressFault {
  readonly name: string;
  readonly value: string;
}

export interface ReadFilter {
  readonly filter: CallsFilter;
  readonly faults: readonly AddressFault[];
}

const longestNumber = 64;

/** The filter an address names. Never throws. */
export function readFilter(params: URLSearchParams): ReadFilter {
  const faults: AddressFault[] = [];
  const read = <T extends string>(name: string, understand: (value: string) => T | null, absent: T): T => {
    const value = params.get(name) ?? "";
    if (value === "") return absent;
    const meant = understand(value);
    if (meant === null) faults.push({ name, value });
    return meant ?? absent;
  };
  const from = read("from", dateOf, "");
  const to = read("to", dateOf, "");
  const ranged = from !== "" || to !== "";
  const filter: CallsFilter = {
    when: ranged ? "range" : read("when", (value) => oneOf(whens, value), "any"),
    from,
    to,
    direction: read("direction", (value) => oneOf(directions, value), ""),
    queue: read("queue", numberOf, ""),
    agent: read("agent", numberOf, ""),
    outcome: read("outcome", (value) => oneOf(outcomes, value), ""),
    caller: read("caller", (value) => (/\d/.test(value) ? numberOf(value) : null), ""),
  };
  if (from !== "" && to !== "" && from > to) {
    faults.push({ name: "to", value: to });
    return { filter: { ...filter, to: "" }, faults };
  }
  return { filter, faults };
}

/** The address's query, without the `?`; empty where nothing is narrowed. */
export function writeFilter(filter: CallsFilter): string {
  const { when, from, to, ...rest } = filter;
  const time = when === "range" ? { from, to } : { when: when === "any" ? "" : when };
  const given = Object.entries({ ...time, ...rest }).filter(([, value]) => value !== "");
  // A range without dates yet is one all the same: its fields stay open.
  if (when === "range" && from === "" && to === "") given.unshift(["when", "range"]);
  return new URLSearchParams(given).toString();
}

/** Whether calls that come in now can be among them. */
export function takesInNow({ when, to }: CallsFilter, today: string): boolean {
  switch (when) {
    case "yesterday":
      return false;
    case "range":
      return to === "" || to >= today;
    case "any":
    case "today":
    case "7-days":
    case "30-days":
      return true;
  }
}

function oneOf<T extends string>(known: readonly T[], value: string): T | null {
  return known.find((one) => one === value) ?? null;
}

function numberOf(value: string): string | null {
  return value.length <= longestNumber ? value : null;
}

function dateOf(value: string): string | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value) ? value : null;
}
