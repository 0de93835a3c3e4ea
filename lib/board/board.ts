import type { Direction, Via } from "#lib/pbx/pbx-event.ts";

/** The public shape of the board. Times are ISO 8601 in UTC, durations seconds, absent is null. */
export interface Board {
  /** Position in the journal up to which events are folded. */
  readonly rev: number;
  /** The instant at which this is true. */
  readonly at: string;
  readonly timeZone: string;
  /** Oldest first. */
  readonly calls: readonly LiveCall[];
  /** By number. */
  readonly queues: readonly QueueStatus[];
  /** By number. */
  readonly agents: readonly AgentStatus[];
  /** Not resolved, or resolved today; newest first. */
  readonly missed: readonly MissedCaller[];
  /** null: not told, where the board is of some queues. */
  readonly today: Today | null;
  /** Position in the journal of the last act that changed names, kinds, rules or contacts; 0: none has. */
  readonly settingsRev: number;
}

/** As the board itself keeps it. */
export interface WholeBoard extends Board {
  readonly today: Today;
}

/** inbound = answered + missed + abandonedInIvr + unknown + those nobody has answered yet. */
export interface Today {
  readonly inbound: number;
  readonly answered: number;
  readonly missed: number;
  readonly abandonedInIvr: number;
  readonly unknown: number;
  readonly outbound: number;
  readonly outboundAnswered: number;
}

export type LiveState = "ivr" | "queued" | "ringing" | "answered" | "transferred" | "dialing";
export type LostIn = "ivr" | "queue" | "ringing";

export interface LiveCall {
  readonly id: string;
  readonly direction: Direction;
  readonly state: LiveState;
  readonly uncertain: boolean;
  readonly caller: string;
  readonly callerName: string | null;
  readonly did: string | null;
  readonly ivr: string | null;
  readonly queue: string | null;
  readonly ringing: readonly string[];
  readonly agent: string | null;
  readonly startedAt: string;
  readonly stateSince: string;
  readonly waitingSince: string | null;
  readonly answeredAt: string | null;
}

export interface QueueStatus {
  readonly queue: string;
  readonly name: string | null;
  readonly waiting: number;
  readonly longestWaitSince: string | null;
  readonly ringing: number;
  readonly talking: number;
  readonly offered: number;
  readonly answered: number;
  readonly missed: number;
  readonly overflowed: number;
  readonly unknown: number;
  /** A fraction, 0 to 1; null where nothing counts yet. */
  readonly serviceLevel: number | null;
  readonly averageSpeedOfAnswer: number | null;
  readonly averageHandleTime: number | null;
}

export type AgentState = "idle" | "ringing" | "talking" | "dialing";

export interface AgentStatus {
  readonly extension: string;
  readonly name: string | null;
  readonly state: AgentState;
  readonly since: string;
  readonly callId: string | null;
  // null: not told, where no figure of a single person may be.
  readonly answered: number | null;
  readonly ringNoAnswer: number | null;
  readonly outbound: number | null;
  readonly talkSeconds: number | null;
}

export interface Resolution {
  readonly how: "called-back" | "rang-again" | "by-hand";
  readonly at: string;
  readonly by: string | null;
  readonly callId: string | null;
  /** By hand: whether it was done, or not needed. */
  readonly verdict: "done" | "not-needed" | null;
  readonly note: string | null;
}

/** Somebody tried to reach the caller, and did not. */
export interface Attempt {
  readonly at: string;
  readonly by: string;
  readonly note: string | null;
}

export interface MissedCaller {
  readonly id: string;
  readonly caller: string;
  readonly callerName: string | null;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly lostIn: LostIn;
  readonly queue: string | null;
  readonly waitSeconds: number | null;
  readonly rang: readonly string[];
  readonly status: "open" | "claimed" | "resolved";
  readonly claimedBy: string | null;
  /** That person's account; null: nobody has it, or the server asked nobody who they are. */
  readonly claimedById: string | null;
  readonly resolution: Resolution | null;
  /** The calls behind it, oldest first: `count` of them. */
  readonly callIds: readonly string[];
  /** Oldest first. */
  readonly attempts: readonly Attempt[];
  /** How often its state was changed, by hand or by a call: each undo takes back one, and is a change itself. */
  readonly changes: number;
  /** Whether there is a change that can be taken back. */
  readonly undoable: boolean;
}

export interface CallLeg {
  readonly leg: number;
  readonly agent: string;
  readonly via: Via;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  readonly talkSeconds: number | null;
  readonly recordings: readonly string[];
}

export interface CallRecord {
  readonly id: string;
  readonly direction: Direction;
  readonly state: LiveState | "completed" | "missed" | "unanswered" | "unknown";
  readonly lostIn: LostIn | null;
  readonly caller: string;
  readonly callerName: string | null;
  readonly did: string | null;
  readonly ivr: string | null;
  /** The last one. */
  readonly queue: string | null;
  /** Every one, in order. */
  readonly queues: readonly string[];
  /** Every extension that rang, in order of first ring. */
  readonly rang: readonly string[];
  readonly legs: readonly CallLeg[];
  readonly startedAt: string;
  readonly answeredAt: string | null;
  readonly endedAt: string | null;
  readonly waitSeconds: number | null;
  /** Some of its events were linked by the fallback, not by id. */
  readonly linked: boolean;
}
