import type { MissedDeed } from "#lib/board/act.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { Principal } from "./principal.ts";

/** Whose calls and callers somebody may see whole. */
export type Sight = { readonly of: "everybody" } | OwnSight;

export interface OwnSight {
  readonly of: "one";
  /** null: no phone is bound to the account, so no call is its own. */
  readonly extension: string | null;
  readonly accountId: string;
}

const everybody: Sight = { of: "everybody" };
const nothing: Sight = { of: "one", extension: null, accountId: "" };

export function sightOf(principal: Principal): Sight {
  switch (principal.is) {
    case "open":
      return everybody;
    case "account":
      return principal.role === "agent"
        ? { of: "one", extension: principal.extension, accountId: principal.accountId }
        : everybody;
    case "screen":
    case "watcher":
    case "nobody":
      return nothing;
  }
}

/** Own is a call that rang at the extension, was answered or dialled there. @param tallies of the call */
export function seesCall(sight: Sight, tallies: readonly Tally[]): boolean {
  if (sight.of === "everybody") return true;
  return tallies.some((tally) => tally.of === "agent" && tally.agent === sight.extension);
}

/** Own is a row that rang at the extension, or that the account has claimed. */
export function seesRow(sight: Sight, row: Pick<MissedCaller, "rang" | "claimedById">): boolean {
  if (sight.of === "everybody") return true;
  if (row.claimedById !== null && row.claimedById === sight.accountId) return true;
  return sight.extension !== null && row.rang.includes(sight.extension);
}

/** Own are the callers of own rows, and of own calls of today. @param state the board now */
export function seesCaller(sight: Sight, number: string, state: BoardState): boolean {
  if (sight.of === "everybody") return true;
  const key = callerKey(number);
  if (key === null) return false;
  for (const row of state.missed.values()) if (callerKey(row.caller) === key && seesRow(sight, row)) return true;
  if (sight.extension === null) return false;
  for (const { view, live, shares } of state.calls.values()) {
    if (view === null || callerKey(view.facts.caller) !== key || !seesCall(sight, shares.tallies)) continue;
    if (live !== null || view.facts.lastAt >= state.day.start) return true;
  }
  return false;
}

/** How a row stands to somebody who wants to do something with it. */
export interface RowStanding {
  readonly claimedById: string | null;
  /** Whose change was the last one. */
  readonly changedById: string | null;
}

/**
 * Whether somebody may do it to a row that stands so. An agent takes any row, and does everything else to rows of its
 * own alone; what it did last it may take back. To open a closed row again is a supervisor's.
 */
export function mayDo(sight: Sight, deed: MissedDeed, { claimedById, changedById }: RowStanding): boolean {
  if (sight.of === "everybody" || deed === "claim") return true;
  const isOwn = claimedById !== null && claimedById === sight.accountId;
  switch (deed) {
    case "release":
    case "attempt":
    case "done":
    case "not-needed":
      return isOwn;
    case "undo":
      return isOwn || (changedById !== null && changedById === sight.accountId);
    case "reopen":
      return false;
  }
}
