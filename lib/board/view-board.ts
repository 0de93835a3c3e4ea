import { isoTime } from "#lib/call/iso-time.ts";
import type { CallRecord, WholeBoard } from "./board.ts";
import type { BoardState } from "./board-state.ts";
import { compareAgents, compareCalls, compareQueues } from "./list-order.ts";
import { recordOf } from "./read-facts.ts";

/** The board, whole. */
export function viewBoard(state: BoardState): WholeBoard {
  return {
    rev: state.rev,
    at: isoTime(state.now),
    timeZone: state.settings.timeZone,
    calls: [...state.live.values()],
    queues: [...state.queues.values()].sort(compareQueues),
    agents: [...state.agents.values()].sort(compareAgents),
    missed: [...state.missed.values()].reverse(),
    today: state.totals,
    settingsRev: state.settingsRev,
  };
}

/**
 * Every call the state still holds (today's, and at least those of the last six hours), oldest first.
 * @param agent only those on which this extension spoke, dialled or rang
 */
export function callRecords(state: BoardState, agent?: string): CallRecord[] {
  const records: CallRecord[] = [];
  for (const entry of state.calls.values()) {
    if (agent !== undefined && !entry.shares.tallies.some((tally) => tally.of === "agent" && tally.agent === agent))
      continue;
    const record = recordOf(entry);
    if (record !== null) records.push(record);
  }
  return records.sort(compareCalls);
}
