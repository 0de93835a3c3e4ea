import type { MissedCaller } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import { plainName } from "#lib/display/plain-name.ts";

/**
 * Which missed callers are listed. `open`: those the board's "call back" counts. `withheld`: still open, but without a
 * number nobody can call them. `mine`: claimed by whoever sits here.
 */
export type Show = "open" | "mine" | "withheld" | "done" | "not-needed";

export const shows: readonly Show[] = ["open", "mine", "withheld", "done", "not-needed"];

export interface Wanted {
  readonly show: Show;
  /** A part of a name, or digits of a number; empty: all. */
  readonly find: string;
  /** The name of whoever sits here; empty: nobody said. */
  readonly me: string;
}

/** What is still to be done, the longest lost first; what is done, the latest first. */
export function worklist(missed: readonly MissedCaller[], { show, find, me }: Wanted): readonly MissedCaller[] {
  const found = missed.filter((row) => isShown(row, show, me) && isFound(row, find));
  switch (show) {
    case "open":
    case "mine":
    case "withheld":
      return found.sort((a, b) => compareText(a.firstAt, b.firstAt) || compareText(a.id, b.id));
    case "done":
    case "not-needed":
      return found.sort((a, b) => compareText(resolvedAt(b), resolvedAt(a)) || compareText(a.id, b.id));
  }
}

/** How many rows each filter lists. */
export function countShown(missed: readonly MissedCaller[], me: string): Readonly<Record<Show, number>> {
  const count = (show: Show) => missed.filter((row) => isShown(row, show, me)).length;
  return {
    open: count("open"),
    mine: count("mine"),
    withheld: count("withheld"),
    done: count("done"),
    "not-needed": count("not-needed"),
  };
}

function isShown(row: MissedCaller, show: Show, me: string): boolean {
  const notNeeded = row.resolution?.verdict === "not-needed";
  switch (show) {
    case "open":
      return row.status !== "resolved" && row.caller !== "";
    case "withheld":
      return row.status !== "resolved" && row.caller === "";
    case "mine":
      return row.status === "claimed" && me !== "" && row.claimedBy === me;
    case "done":
      return row.status === "resolved" && !notNeeded;
    case "not-needed":
      return row.status === "resolved" && notNeeded;
  }
}

function isFound(row: MissedCaller, find: string): boolean {
  const wanted = folded(find);
  if (wanted === "") return true;
  if (folded(row.callerName ?? "").includes(wanted)) return true;
  const digits = wanted.replaceAll(/[\s()+./-]/g, "");
  return /^\d+$/.test(digits) && row.caller.replaceAll(/\D/g, "").includes(digits);
}

/** Without case and accents: who searches for "kovac" means "Kovač". */
function folded(text: string): string {
  return plainName(text).normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function resolvedAt(row: MissedCaller): string {
  return row.resolution?.at ?? "";
}
