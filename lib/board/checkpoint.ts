import { noShares } from "#lib/call/call-shares.ts";
import type { KindEvidence } from "#lib/call/kind-evidence.ts";
import { type AgentEntry, newAgent, publishAgent } from "./agent-entry.ts";
import type { AgentStatus } from "./board.ts";
import type { BoardSettings } from "./board-settings.ts";
import { type BoardState, bareBoard, type CallEntry, draftOf, type FeedCount } from "./board-state.ts";
import { type CallerHistory, restoreCaller } from "./caller-history.ts";
import { kindOfNumber } from "./number-kind.ts";
import { publishQueue } from "./queue-entry.ts";
import { reviewCall } from "./shift-call.ts";

/** Changes whenever the same journal would be read otherwise: a checkpoint of another reading is not loaded. */
const boardReading = "1";

type SavedCall = Pick<CallEntry, "own" | "adopted" | "chains" | "memory" | "since" | "standing">;

interface SavedAgent {
  readonly status: AgentStatus;
  readonly lastTalk: number;
  readonly lastDeed: number;
}

/** Facts, and what time did to them; everything else is read from these again. */
interface SavedBoard {
  readonly reading: string;
  readonly rev: number;
  readonly now: number;
  readonly feed: FeedCount;
  readonly evidence: readonly (readonly [string, KindEvidence])[];
  readonly calls: readonly SavedCall[];
  readonly agents: readonly (readonly [string, SavedAgent])[];
  readonly chains: readonly (readonly [string, string])[];
  readonly callers: readonly (readonly [string, CallerHistory])[];
}

export function saveBoard(state: BoardState): string {
  const saved: SavedBoard = {
    reading: boardReading,
    rev: state.rev,
    now: state.now,
    feed: state.feed,
    evidence: [...state.evidence.entries()],
    calls: [...state.calls.values()].map(({ own, adopted, chains, memory, since, standing }) => ({
      own,
      adopted,
      chains,
      memory,
      since,
      standing,
    })),
    agents: [...state.agents.entries()].map(([extension, status]) => {
      const { lastTalk, lastDeed }: AgentEntry = state.agentEntries.get(extension) ?? newAgent;
      return [extension, { status, lastTalk, lastDeed }];
    }),
    chains: [...state.chains.entries()],
    callers: [...state.callers.entries()],
  };
  return JSON.stringify(saved);
}

/**
 * The state `text` was saved from, read by `settings`, which may have changed since.
 * @returns null when another reading of the rules wrote it
 * @throws SyntaxError when it is not what `saveBoard` writes
 */
export function loadBoard(text: string, settings: BoardSettings): BoardState | null {
  const saved = JSON.parse(text) as SavedBoard;
  if (saved.reading !== boardReading) return null;
  const draft = draftOf(bareBoard(settings, saved.now));
  draft.rev = saved.rev;
  draft.feed = saved.feed;
  for (const [number, evidence] of saved.evidence) draft.evidence.set(number, evidence);
  for (const [chain, key] of saved.chains) draft.chains.set(chain, key);
  for (const [key, history] of saved.callers) restoreCaller(draft, key, history);
  for (const call of saved.calls) {
    for (const id of [call.own.id, ...call.adopted.map((one) => one.facts.id)]) draft.owners.set(id, call.own.id);
    const unread = { view: null, live: null, shares: noShares, shelves: [], due: Number.POSITIVE_INFINITY };
    reviewCall(draft, { key: call.own.id, ...call, ...unread });
  }
  for (const [extension, { status, lastTalk, lastDeed }] of saved.agents) {
    draft.agents.set(extension, status);
    draft.agentEntries.set(extension, { ...(draft.agentEntries.get(extension) ?? newAgent), lastTalk, lastDeed });
    publishAgent(draft, extension);
  }
  for (const number of [...draft.evidence.keys(), ...settings.directory.keys()]) {
    if (kindOfNumber(draft, number) === "queue") publishQueue(draft, number);
  }
  return draft;
}
