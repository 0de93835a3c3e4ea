import type { CallFacts } from "#lib/call/call-facts.ts";
import type { CallShares } from "#lib/call/call-shares.ts";
import type { CallMemory, CallView } from "#lib/call/call-view.ts";
import type { KindEvidence } from "#lib/call/kind-evidence.ts";
import type { Contact } from "./act.ts";
import type { AgentEntry } from "./agent-entry.ts";
import { type Amendments, noAmendments } from "./amendments.ts";
import type { AgentStatus, LiveCall, MissedCaller, QueueStatus, Today } from "./board.ts";
import type { BoardSettings } from "./board-settings.ts";
import { type Day, dayOf } from "./day.ts";
import type { CallerHistory } from "./missed-case.ts";
import { OrderedMap } from "./ordered-map.ts";
import type { QueueEntry } from "./queue-entry.ts";

/** Facts the feed told under another id than the call's own. */
export interface AdoptedFacts {
  readonly facts: CallFacts;
  /** `chain`: the PBX says so; `fallback`: caller, user and direction fit no other open call. */
  readonly by: "chain" | "fallback";
  /** The PBX's ids of the call chain that were told under that id. */
  readonly chains: readonly string[];
}

export interface CallEntry {
  /** The first id under which the feed told of it. */
  readonly key: string;
  readonly own: CallFacts;
  readonly adopted: readonly AdoptedFacts[];
  /** The PBX's ids of the call chain that were told under its own id. */
  readonly chains: readonly string[];
  readonly memory: CallMemory;
  /** Epoch ms since which it is in `standing`. */
  readonly since: number;
  readonly standing: string;
  /** null while only recordings are known. */
  readonly view: CallView | null;
  /** What the operator calls the caller; null: no contact has the number. */
  readonly contactName: string | null;
  readonly live: LiveCall | null;
  readonly shares: CallShares;
  /** On which it stands in the board's `open`. */
  readonly shelves: readonly string[];
  /** When time alone will next change it, epoch ms. */
  readonly due: number;
}

/** What came in so far, counted. */
export interface FeedCount {
  readonly received: number;
  /** Kept, not understood. */
  readonly refused: number;
  /** Well formed, of an unknown kind. */
  readonly unrecognised: number;
  /** When the phone system was last understood, epoch ms; null: never. */
  readonly lastEventAt: number | null;
}

/**
 * The board at one moment: a fold of the journal. Immutable; two states share what they have in common.
 * `fold.ts` makes the next one, `view-board.ts` shows it, `compare-boards.ts` tells two apart.
 */
export interface BoardState {
  /** Position in the journal up to which entries are folded. */
  readonly rev: number;
  /** Epoch ms up to which time is applied. */
  readonly now: number;
  /** The start's, as acts have amended them. */
  readonly settings: BoardSettings;
  readonly amendments: Amendments;
  /** Position in the journal of the last act that changed settings or contacts; 0: none has. */
  readonly settingsRev: number;
  /** By `callerKey` of their number. */
  readonly contacts: OrderedMap<Contact>;
  readonly day: Day;
  readonly feed: FeedCount;
  readonly totals: Today;
  /** By number. */
  readonly evidence: OrderedMap<KindEvidence>;
  /** By key. Calls that are over stay for a while, for what comes late. */
  readonly calls: OrderedMap<CallEntry>;
  /** Id in the feed → key of the call it belongs to. */
  readonly owners: OrderedMap<string>;
  /** The PBX's id of the call chain → key of the call. */
  readonly chains: OrderedMap<string>;
  /** Shelf and key → key, of the calls the fallback may link to. */
  readonly open: OrderedMap<string>;
  /** Due time and key → key. */
  readonly dues: OrderedMap<string>;
  /** Start and id → call. */
  readonly live: OrderedMap<LiveCall>;
  /** Queue, start of the wait and key → start of the wait. */
  readonly waits: OrderedMap<string>;
  readonly queueEntries: OrderedMap<QueueEntry>;
  readonly queues: OrderedMap<QueueStatus>;
  readonly agentEntries: OrderedMap<AgentEntry>;
  readonly agents: OrderedMap<AgentStatus>;
  /** By caller, withheld ones by call. */
  readonly callers: OrderedMap<CallerHistory>;
  /** Last loss and id → row, newest last. */
  readonly missed: OrderedMap<MissedCaller>;
  /** Calls that the step which made this state let go of, as they were; whoever wants to keep them does so now. */
  readonly forgotten: readonly CallEntry[];
}

/** A state in the making: its maps are copies of its own. */
export type Draft = { -readonly [K in keyof Omit<BoardState, "forgotten">]: BoardState[K] } & {
  readonly forgotten: CallEntry[];
};

export const noTotals: Today = {
  inbound: 0,
  answered: 0,
  missed: 0,
  abandonedInIvr: 0,
  unknown: 0,
  outbound: 0,
  outboundAnswered: 0,
};

/** @param now epoch ms */
export function bareBoard(settings: BoardSettings, now: number): BoardState {
  return {
    rev: 0,
    now,
    settings,
    amendments: noAmendments,
    settingsRev: 0,
    contacts: new OrderedMap(),
    day: dayOf(now, settings.timeZone),
    feed: { received: 0, refused: 0, unrecognised: 0, lastEventAt: null },
    totals: noTotals,
    evidence: new OrderedMap(),
    calls: new OrderedMap(),
    owners: new OrderedMap(),
    chains: new OrderedMap(),
    open: new OrderedMap(),
    dues: new OrderedMap(),
    live: new OrderedMap(),
    waits: new OrderedMap(),
    queueEntries: new OrderedMap(),
    queues: new OrderedMap(),
    agentEntries: new OrderedMap(),
    agents: new OrderedMap(),
    callers: new OrderedMap(),
    missed: new OrderedMap(),
    forgotten: [],
  };
}

export function draftOf(state: BoardState): Draft {
  return {
    ...state,
    contacts: state.contacts.clone(),
    evidence: state.evidence.clone(),
    calls: state.calls.clone(),
    owners: state.owners.clone(),
    chains: state.chains.clone(),
    open: state.open.clone(),
    dues: state.dues.clone(),
    live: state.live.clone(),
    waits: state.waits.clone(),
    queueEntries: state.queueEntries.clone(),
    queues: state.queues.clone(),
    agentEntries: state.agentEntries.clone(),
    agents: state.agents.clone(),
    callers: state.callers.clone(),
    missed: state.missed.clone(),
    forgotten: [],
  };
}
