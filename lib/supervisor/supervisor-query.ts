import type { Grouping } from "./floor-calls.ts";
import { type Show, shows } from "./worklist.ts";

/** What the address says of the screen, so that a view can be kept and handed on. */
export interface SupervisorQuery {
  readonly show: Show;
  readonly find: string;
  readonly calls: Grouping;
}

export const plainQuery: SupervisorQuery = { show: "open", find: "", calls: "queue" };

/** Longer than any name or number; an address is no place for more. */
const longestFind = 100;

/** What cannot be meant is as if it were not there. */
export function readSupervisorQuery(query: URLSearchParams): SupervisorQuery {
  return {
    show: shows.find((show) => show === query.get("show")) ?? plainQuery.show,
    find: (query.get("find") ?? "").slice(0, longestFind),
    calls: query.get("calls") === "age" ? "age" : "queue",
  };
}

/** The query with the screen's part changed and the rest kept; what is plain is left out. */
export function writeSupervisorQuery(query: URLSearchParams, change: Partial<SupervisorQuery>): URLSearchParams {
  const next = new URLSearchParams(query);
  const wanted = { ...readSupervisorQuery(query), ...change };
  for (const name of ["show", "find", "calls"] as const) {
    if (wanted[name] === plainQuery[name]) next.delete(name);
    else next.set(name, wanted[name]);
  }
  return next;
}
