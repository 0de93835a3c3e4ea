import type { Principal } from "#lib/access/principal.ts";
import { mayDo, seesRow, sightOf } from "#lib/access/sight.ts";
import type { MissedAct } from "#lib/board/act.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { caseOf } from "#lib/board/caller-history.ts";
import { caseWith } from "#lib/board/deed-rules.ts";
import { advance } from "#lib/board/fold.ts";
import { takenBefore, verdictOn, wasTaken } from "#lib/board/missed-verdict.ts";
import { cleanNote } from "#lib/pbx/clean-text.ts";
import type { MissedRequest } from "#lib/protocol/api/act-requests.ts";
import type { Audit } from "#server/access/audit.ts";
import type { Clock } from "#server/clock.ts";
import type { Journal } from "#server/journal/journal.ts";
import { keepAct, takenAt } from "./acting.ts";
import { type Answer, problem } from "./answer.ts";
import { whyRefused } from "./missed-refusal.ts";
import type { ApiRequest } from "./route.ts";

export interface MissedParts {
  readonly state: () => BoardState;
  readonly clock: Clock;
  readonly journal: Pick<Journal, "appendAct">;
  readonly audit: Pick<Audit, "note">;
}

/** Does what a person wants to do with the row of a missed caller, or says why not. */
export type DealWithMissed = (
  request: MissedRequest,
  asker: Pick<ApiRequest, "principal" | "address">,
) => Promise<Answer>;

export function createMissedDeeds({ state, clock, journal, audit }: MissedParts): DealWithMissed {
  /** null: it would be taken, were it the next entry. */
  function refusalOn(board: BoardState, act: MissedAct): Answer | null {
    const verdict = verdictOn(board, act);
    if (verdict.is === "taken") return null;
    return verdict.is === "gone"
      ? problem(404, "There is no such row any more.")
      : problem(409, whyRefused(board, act, verdict));
  }

  /** null: whoever asks may do it. What is gone is told as gone. */
  function barOf(board: BoardState, act: MissedAct, principal: Principal): Answer | null {
    const found = caseOf(board, act.id);
    const one = found === null ? undefined : caseWith(found.cases, found.callId);
    if (one === undefined) return null;
    const standing = { claimedById: one.standing.claimedById, changedById: one.changedById };
    return mayDo(sightOf(principal), act.deed, standing)
      ? null
      : problem(403, whyBarred[act.deed === "reopen" ? "reopen" : "others"]);
  }

  return async ({ note, ...wanted }, { principal, address }) => {
    const signed = principal.is === "account" ? { byId: principal.accountId } : {};
    const cleaned = note === null ? null : cleanNote(note) || null;
    const act: MissedAct = { of: "missed", ...wanted, ...signed, note: cleaned };
    const now = advance(state(), clock.now());
    const before = takenBefore(now, act);
    if (before !== null) return takenAt(before);
    const refusal = barOf(now, act, principal) ?? refusalOn(now, act);
    if (refusal) return refusal;
    if (isRevealing(now, act, principal)) {
      const about = { of: "missed", id: act.id, name: null } as const;
      await audit.note({ by: principal, address, kind: "number-revealed", about, reason: "call-back" });
    }
    // Others may have come in between, and only the fold knows in which order: it has taken this one, or not.
    return keepAct(journal, act, ({ seq }) => {
      const board = state();
      if (wasTaken(board, seq)) return takenAt(seq);
      return refusalOn(board, act) ?? problem(409, "It was changed at the same moment; look again.");
    });
  };
}

/** Whether it shows a number to who did not see it before: whose row it is sees whose call it was. */
function isRevealing(board: BoardState, { deed, id }: MissedAct, principal: Principal): boolean {
  const row = deed === "claim" ? [...board.missed.values()].find((one) => one.id === id) : undefined;
  return row !== undefined && !seesRow(sightOf(principal), row);
}

const whyBarred = {
  reopen: "Only a supervisor can open it again.",
  others: "Take the caller first: this is for whoever has the row, and for supervisors.",
} as const;
