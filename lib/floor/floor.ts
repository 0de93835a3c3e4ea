import type { BoardState } from "#lib/board/board-state.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { FloorAnswer } from "#lib/protocol/api/report-answers.ts";
import { rangOutRuns } from "./rang-out.ts";
import { waitingTrends } from "./waiting-trends.ts";

/** What the board's figures do not show of the floor at the state's time. */
export function floorOf(state: BoardState): FloorAnswer {
  const trends = waitingTrends(state.calls.values(), state.now);
  return {
    at: isoTime(state.now),
    rangOut: rangOutRuns(state.calls.values(), state.settings).map((run) => ({ ...run, since: isoTime(run.since) })),
    trends: [...trends].map(([queue, waiting]) => ({ queue, waiting: [...waiting] })),
  };
}
