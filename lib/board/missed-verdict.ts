import type { MissedAct } from "./act.ts";
import type { BoardState } from "./board-state.ts";
import { caseOf, deedOf } from "./caller-history.ts";
import { type Verdict, verdictAmong } from "./deed-rules.ts";

/** What the fold would make of the act, were it the next entry. It and the fold decide by the same function. */
export function verdictOn(state: BoardState, act: MissedAct): Verdict {
  const found = caseOf(state, act.id);
  return found === null ? { is: "gone" } : verdictAmong(found.cases, deedOf(act, found.callId));
}

/** Whether the act that was folded as entry `seq` was taken, as far as the board still shows its row. */
export function wasTaken(state: BoardState, act: MissedAct, seq: number): boolean {
  const found = caseOf(state, act.id);
  return found !== null && (state.callers.get(found.key)?.deeds.some((deed) => deed.seq === seq) ?? false);
}
