import type { AgentStatus, LiveCall, MissedCaller, QueueStatus, Today } from "./board.ts";

/**
 * What turns one board into another: whole records to put, and keys of records that went.
 * Keys: a call's `id`, a queue's `queue`, an agent's `extension`, a missed caller's `id`.
 */
export interface BoardChanges {
  readonly put: {
    readonly calls: readonly LiveCall[];
    readonly queues: readonly QueueStatus[];
    readonly agents: readonly AgentStatus[];
    readonly missed: readonly MissedCaller[];
    /** null: as before. */
    readonly today: Today | null;
  };
  readonly gone: {
    readonly calls: readonly string[];
    readonly queues: readonly string[];
    readonly agents: readonly string[];
    readonly missed: readonly string[];
  };
}
