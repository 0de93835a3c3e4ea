import type { MissedAct } from "./act.ts";
import type { BoardState } from "./board-state.ts";
import { caseOf, deedOf } from "./caller-history.ts";
import { type Verdict, verdictAmong } from "./deed-rules.ts";

/** What the fold would make of the act, were it the next entry. It and the fold decide by the same function. */
export function verdictOn(state: BoardState, act: MissedAct): Verdict {
  const found = caseOf(state, act.id);
  return found === null ? { is: "gone" } : verdictAmong(found.cases, deedOf(act, found.callId));
}

/** Whether the act that was folded as entry `seq` was taken. To be asked before the next midnight. */
export function wasTaken({ callers }: Pick<BoardState, "callers">, seq: number): boolean {
  for (const { deeds } of callers.values()) if (deeds.some((deed) => deed.seq === seq)) return true;
  return false;
}
