import type { CallEntry } from "#lib/board/board-state.ts";
import { callKey, type PastCall } from "#lib/board/read-archived.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { CallView } from "#lib/call/call-view.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { ArchiveFilter } from "./call-archive.ts";

/** What a call is found by. */
export interface CallTraits extends Required<Pick<ArchiveFilter, "direction" | "outcome">> {
  readonly key: string;
  readonly id: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly lostIn: ArchiveFilter["lostIn"] | null;
  readonly callerKey: string | null;
  readonly queues: readonly string[];
  readonly tallies: readonly Tally[];
}

export function traitsOfPast({ key, startedAt, record, tallies, callerKey: caller }: PastCall): CallTraits {
  const { id, direction, state: outcome, lostIn, queues } = record;
  return { key, id, startedAt, direction, outcome, lostIn, queues, tallies, callerKey: caller };
}

/** Of a call on the board, without the trouble of making its record. */
export function traitsOfHeld(view: CallView, { shares }: Pick<CallEntry, "shares">): CallTraits {
  const { id, direction, facts, part, passages } = view;
  return {
    key: callKey(id, facts.firstAt),
    id,
    startedAt: facts.firstAt,
    direction,
    outcome: part.state,
    lostIn: part.phase === "over" ? part.lostIn : null,
    callerKey: callerKey(facts.caller),
    queues: passages.map(({ queue }) => queue),
    tallies: shares.tallies,
  };
}

export function hasTraits(call: CallTraits, filter: ArchiveFilter): boolean {
  return (
    call.startedAt >= (filter.from ?? Number.NEGATIVE_INFINITY) &&
    call.startedAt < (filter.to ?? Number.POSITIVE_INFINITY) &&
    (filter.direction === undefined || call.direction === filter.direction) &&
    (filter.outcome === undefined || call.outcome === filter.outcome) &&
    (filter.lostIn === undefined || call.lostIn === filter.lostIn) &&
    (filter.queue === undefined || call.queues.includes(filter.queue)) &&
    (filter.agent === undefined || isAgentOf(call, filter.agent)) &&
    (filter.callerEnd === undefined || (call.callerKey?.endsWith(filter.callerEnd) ?? false)) &&
    (filter.before === undefined || newestFirst(filter.before, call) < 0)
  );
}

/** Whether the extension spoke, dialled or rang on it. */
function isAgentOf({ tallies }: CallTraits, agent: string): boolean {
  return tallies.some((tally) => tally.of === "agent" && tally.agent === agent);
}

interface Begun {
  readonly startedAt: number;
  readonly id: string;
}

/** The order of history. */
export function newestFirst(a: Begun, b: Begun): number {
  if (a.startedAt !== b.startedAt) return b.startedAt - a.startedAt;
  if (a.id === b.id) return 0;
  return a.id < b.id ? 1 : -1;
}
