import { noShares } from "#lib/call/call-shares.ts";
import type { KindEvidence } from "#lib/call/kind-evidence.ts";
import type { Contact } from "./act.ts";
import { newAgent, publishAgent } from "./agent-entry.ts";
import { amend } from "./amendments.ts";
import type { AgentStatus } from "./board.ts";
import type { BoardSettings } from "./board-settings.ts";
import { type BoardState, bareBoard, type CallEntry, draftOf, type FeedCount } from "./board-state.ts";
import { restoreCaller } from "./caller-history.ts";
import type { DirectoryEntry } from "./directory.ts";
import type { CallerHistory } from "./missed-case.ts";
import { kindOfNumber } from "./number-kind.ts";
import { OrderedMap } from "./ordered-map.ts";
import { publishQueue } from "./queue-entry.ts";
import type { QueueRules } from "./queue-rules.ts";
import { reviewCall } from "./shift-call.ts";
import type { SiteSettings } from "./site-settings.ts";

/** Changes whenever the same journal would be read otherwise: a checkpoint of another reading is not loaded. */
const boardReading = "5";

type SavedCall = Pick<CallEntry, "own" | "adopted" | "chains" | "memory" | "since" | "standing">;

interface SavedAgent {
  /** null: remembered, and not shown. */
  readonly status: AgentStatus | null;
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
  readonly settingsRev: number;
  readonly directory: readonly (readonly [string, DirectoryEntry | null])[];
  readonly queueRules: readonly (readonly [string, QueueRules | null])[];
  readonly contacts: readonly (readonly [string, Contact])[];
  readonly site: Partial<SiteSettings>;
}

export function saveBoard(state: BoardState): string {
  return [...savedParts(state)].join("");
}

/** Calls or callers in one part: a few ms of a busy day's thousands. */
const AT_ONCE = 200;

/** What `saveBoard` writes, a part at a time. */
export function* savedParts(state: BoardState): Generator<string, void, void> {
  const saved: Omit<SavedBoard, "calls" | "callers"> = {
    reading: boardReading,
    rev: state.rev,
    now: state.now,
    feed: state.feed,
    evidence: [...state.evidence.entries()],
    agents: [...state.agentEntries.entries()].map(([extension, { lastTalk, lastDeed }]) => {
      return [extension, { status: state.agents.get(extension) ?? null, lastTalk, lastDeed }];
    }),
    chains: [...state.chains.entries()],
    settingsRev: state.settingsRev,
    directory: [...state.amendments.directory],
    queueRules: [...state.amendments.queueRules],
    contacts: [...state.contacts.entries()],
    site: state.amendments.site,
  };
  yield `${JSON.stringify(saved).slice(0, -1)},"callers":[`;
  yield* itemParts([...state.callers.entries()]);
  yield `],"calls":[`;
  yield* itemParts([...state.calls.values()].map(savedCall));
  yield "]}";
}

function* itemParts(items: readonly unknown[]): Generator<string, void, void> {
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const part = JSON.stringify(items.slice(from, from + AT_ONCE));
    yield `${from === 0 ? "" : ","}${part.slice(1, -1)}`;
  }
}

function savedCall({ own, adopted, chains, memory, since, standing }: CallEntry): SavedCall {
  return { own, adopted, chains, memory, since, standing };
}

/**
 * The state `text` was saved from, read by the settings of this start, over which lies what acts amended.
 * @returns null when another reading of the rules wrote it
 * @throws SyntaxError when it is not what `saveBoard` writes
 */
export function loadBoard(text: string, start: BoardSettings): BoardState | null {
  const saved = JSON.parse(text) as SavedBoard;
  if (saved.reading !== boardReading) return null;
  const amendments = {
    directory: new Map(saved.directory),
    queueRules: new Map(saved.queueRules),
    site: saved.site,
  };
  const settings = amend(start, amendments);
  const draft = draftOf({ ...bareBoard(settings, saved.now), amendments });
  draft.rev = saved.rev;
  draft.feed = saved.feed;
  draft.settingsRev = saved.settingsRev;
  for (const [key, contact] of saved.contacts) draft.contacts.set(key, contact);
  for (const [number, evidence] of saved.evidence) draft.evidence.set(number, evidence);
  for (const [chain, key] of saved.chains) draft.chains.set(chain, key);
  for (const call of saved.calls) {
    for (const id of [call.own.id, ...call.adopted.map((one) => one.facts.id)]) draft.owners.set(id, call.own.id);
    const unread = {
      view: null,
      contactName: null,
      live: null,
      shares: noShares,
      shelves: [],
      due: Number.POSITIVE_INFINITY,
    };
    reviewCall(draft, { key: call.own.id, ...call, ...unread });
  }
  // A midnight took out of the histories what these calls told anew.
  draft.callers = new OrderedMap();
  draft.missed = new OrderedMap();
  for (const [key, history] of saved.callers) restoreCaller(draft, key, history);
  for (const [extension, { status, lastTalk, lastDeed }] of saved.agents) {
    if (status !== null) draft.agents.set(extension, status);
    draft.agentEntries.set(extension, { ...(draft.agentEntries.get(extension) ?? newAgent), lastTalk, lastDeed });
    publishAgent(draft, extension);
  }
  for (const number of [...draft.evidence.keys(), ...settings.directory.keys()]) {
    if (kindOfNumber(draft, number) === "queue") publishQueue(draft, number);
  }
  return draft;
}
