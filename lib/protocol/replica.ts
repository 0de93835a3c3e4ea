import type { Board } from "#lib/board/board.ts";
import { compareAgents, compareCalls, compareMissed, compareQueues } from "#lib/board/list-order.ts";
import type { Delta, Heartbeat, ServerMessage, Site, Snapshot } from "./messages.ts";

/** A screen's copy of the board, and which state of the server it is a copy of. */
export interface Replica {
  /** Names one run of one server; versions of different runs cannot be compared. */
  readonly epoch: string;
  /** Counts the boards that run has sent. */
  readonly version: number;
  readonly board: Board;
  readonly site: Site;
  readonly lastEventAt: string | null;
}

/**
 * What a message means to a replica.
 * - `current`: the replica as it is now, equal to the server's board when it sent the message.
 * - `gap`: something is missing in between; only a snapshot helps.
 * - `old`: overtaken by what is already here; it proves nothing.
 */
export type Reception =
  | { readonly kind: "current"; readonly replica: Replica }
  | { readonly kind: "gap" }
  | { readonly kind: "old" };

export function receive(replica: Replica | null, message: ServerMessage): Reception {
  switch (message.kind) {
    case "snapshot":
      return receiveSnapshot(replica, message.snapshot);
    case "delta":
      return receiveDelta(replica, message.delta);
    case "heartbeat":
      return receiveHeartbeat(replica, message.heartbeat);
  }
}

const gap: Reception = { kind: "gap" };
const old: Reception = { kind: "old" };

/** A snapshot of another epoch is always taken: two epochs have no order, and the link delivers the server it leads to. */
function receiveSnapshot(replica: Replica | null, snapshot: Snapshot): Reception {
  if (replica?.epoch === snapshot.epoch && snapshot.version < replica.version) return old;
  return { kind: "current", replica: snapshot };
}

function receiveDelta(replica: Replica | null, delta: Delta): Reception {
  if (replica === null || replica.epoch !== delta.epoch) return gap;
  if (delta.to <= replica.version) return old;
  if (delta.from !== replica.version) return gap;
  return {
    kind: "current",
    replica: { ...replica, version: delta.to, lastEventAt: delta.lastEventAt, board: applyDelta(replica.board, delta) },
  };
}

/** The last delta of a burst may be the one that was lost: without heartbeats nothing would ever show it. */
function receiveHeartbeat(replica: Replica | null, heartbeat: Heartbeat): Reception {
  if (replica === null || replica.epoch !== heartbeat.epoch) return gap;
  if (heartbeat.version < replica.version) return old;
  if (heartbeat.version > replica.version) return gap;
  if (heartbeat.lastEventAt === replica.lastEventAt) return { kind: "current", replica };
  return { kind: "current", replica: { ...replica, lastEventAt: heartbeat.lastEventAt } };
}

function applyDelta(board: Board, { at, rev, settingsRev, put, gone }: Delta): Board {
  return {
    rev,
    at,
    timeZone: board.timeZone,
    calls: merge(board.calls, put.calls, gone.calls, (call) => call.id, compareCalls),
    queues: merge(board.queues, put.queues, gone.queues, (queue) => queue.queue, compareQueues),
    agents: merge(board.agents, put.agents, gone.agents, (agent) => agent.extension, compareAgents),
    missed: merge(board.missed, put.missed, gone.missed, (caller) => caller.id, compareMissed),
    today: put.today ?? board.today,
    settingsRev: settingsRev ?? board.settingsRev,
  };
}

/** Records that are neither put nor gone keep their identity, and so does a list of which none is: views rely on it. */
function merge<T>(
  records: readonly T[],
  put: readonly T[],
  gone: readonly string[],
  keyOf: (record: T) => string,
  compare: (a: T, b: T) => number,
): readonly T[] {
  if (put.length === 0 && gone.length === 0) return records;
  const replaced = new Set(gone);
  for (const record of put) replaced.add(keyOf(record));
  return [...records.filter((record) => !replaced.has(keyOf(record))), ...put].sort(compare);
}
