import type { MissedAct } from "./act.ts";
import type { BoardState } from "./board-state.ts";
import { caseOf, deedOf } from "./caller-history.ts";
import { type Verdict, verdictAmong } from "./deed-rules.ts";
import type { Deed, DeedWanted } from "./missed-case.ts";

/** What the fold would make of the act, were it the next entry. It and the fold decide by the same function. */
export function verdictOn(state: BoardState, act: MissedAct): Verdict {
  const found = caseOf(state, act.id);
  return found === null ? { is: "gone" } : verdictAmong(found.cases, deedOf(act, found.callId));
}

/**
 * The position of this very act where it was taken before; null: it was not. A screen that got no answer tells it again:
 * the same person, the same deed, on the row as it was then. Not so a claim: of two of one name only one has the row.
 */
export function takenBefore(state: BoardState, act: MissedAct): number | null {
  const found = caseOf(state, act.id);
  if (found === null || act.deed === "claim") return null;
  const wanted = deedOf(act, found.callId);
  const deeds = state.callers.get(found.key)?.deeds ?? [];
  const same = (deed: Deed) => (Object.keys(wanted) as (keyof DeedWanted)[]).every((key) => deed[key] === wanted[key]);
  return deeds.find(same)?.seq ?? null;
}

/** Whether the act that was folded as entry `seq` was taken. To be asked before the next midnight. */
export function wasTaken({ callers }: Pick<BoardState, "callers">, seq: number): boolean {
  for (const { deeds } of callers.values()) if (deeds.some((deed) => deed.seq === seq)) return true;
  return false;
}
