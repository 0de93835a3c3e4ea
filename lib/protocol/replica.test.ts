import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import { arbitraryBoard } from "#lib/testing/arbitrary-board.ts";
import { siteOf } from "#lib/testing/board-records.ts";
import type { Delta, Heartbeat, Snapshot } from "./messages.ts";
import { type Reception, type Replica, receive } from "./replica.ts";

const site = siteOf();

function snapshotOf(board: Board, version = 0, epoch = "a"): Snapshot {
  return { epoch, version, board, site, lastEventAt: null };
}

/** What to send a screen that has `before` so that it has `after`; only what differs. */
function deltaOf(before: Board, after: Board, from = 0): Delta {
  return {
    epoch: "a",
    from,
    to: from + 1,
    at: after.at,
    rev: after.rev,
    settingsRev: after.settingsRev === before.settingsRev ? undefined : after.settingsRev,
    lastEventAt: after.at,
    put: {
      calls: changed(before.calls, after.calls),
      queues: changed(before.queues, after.queues),
      agents: changed(before.agents, after.agents),
      missed: changed(before.missed, after.missed),
      today: after.today,
    },
    gone: {
      calls: missing(before.calls, after.calls, (call) => call.id),
      queues: missing(before.queues, after.queues, (queue) => queue.queue),
      agents: missing(before.agents, after.agents, (agent) => agent.extension),
      missed: missing(before.missed, after.missed, (caller) => caller.id),
    },
  };
}

function changed<T>(before: readonly T[], after: readonly T[]): readonly T[] {
  const known = new Set(before.map((record) => JSON.stringify(record)));
  return after.filter((record) => !known.has(JSON.stringify(record)));
}

function missing<T>(before: readonly T[], after: readonly T[], keyOf: (record: T) => string): readonly string[] {
  const kept = new Set(after.map(keyOf));
  return before.map(keyOf).filter((key) => !kept.has(key));
}

function replicaOf(reception: Reception): Replica {
  if (reception.kind !== "current") throw new Error(`the replica is not current but ${reception.kind}`);
  return reception.replica;
}

const start = (board: Board, version = 0) =>
  replicaOf(receive(null, { kind: "snapshot", snapshot: snapshotOf(board, version) }));

function heartbeat(version: number, fields: Partial<Heartbeat> = {}): Heartbeat {
  const at = "2026-03-02T09:00:00.000Z";
  return { protocol: 1, epoch: "a", version, at, up: null, age: null, lastEventAt: null, build: "b", ...fields };
}

describe("a screen's replica", () => {
  test("[P1] follows any row of boards, record by record and in their order", () => {
    fc.assert(
      fc.property(arbitraryBoard, fc.array(arbitraryBoard, { maxLength: 5 }), (first, boards) => {
        let replica = start(first);
        let before = first;
        for (const after of boards) {
          const delta = deltaOf(before, after, replica.version);
          replica = replicaOf(receive(replica, { kind: "delta", delta }));
          expect(replica.board).toEqual(after);
          expect(replica.lastEventAt).toBe(after.at);
          before = after;
        }
        expect(replica.version).toBe(boards.length);
      }),
    );
  });

  test("[P7] what a delta does not touch stays the same object", () => {
    fc.assert(
      fc.property(arbitraryBoard, arbitraryBoard, (first, second) => {
        const before = start(first).board;
        const delta = deltaOf(first, second);
        const after = replicaOf(receive(start(first), { kind: "delta", delta })).board;
        const put = new Set<unknown>(Object.values(delta.put).flat());
        for (const list of ["calls", "queues", "agents", "missed"] as const) {
          const known = new Set<unknown>(before[list]);
          for (const record of after[list]) expect(put.has(record) || known.has(record)).toBe(true);
          if (delta.put[list].length + delta.gone[list].length === 0) expect(after[list]).toBe(before[list]);
        }
      }),
    );
  });

  test("[P7] a heartbeat that says nothing new changes nothing at all", () => {
    fc.assert(
      fc.property(arbitraryBoard, (board) => {
        const replica = start(board);
        expect(replicaOf(receive(replica, { kind: "heartbeat", heartbeat: heartbeat(0) }))).toBe(replica);
      }),
    );
  });

  test("[P5] a heartbeat tells when the phone system last spoke", () => {
    fc.assert(
      fc.property(arbitraryBoard, (board) => {
        const spoke = heartbeat(0, { lastEventAt: "2026-03-02T08:59:59.000Z" });
        const replica = replicaOf(receive(start(board), { kind: "heartbeat", heartbeat: spoke }));
        expect(replica.lastEventAt).toBe(spoke.lastEventAt);
        expect(replica.board).toBe(board);
      }),
    );
  });
});

describe("gaps", () => {
  const board = fc.sample(arbitraryBoard, { numRuns: 1, seed: 1 })[0] as Board;
  const delta = (from: number, to: number, epoch = "a"): Delta => ({ ...deltaOf(board, board), from, to, epoch });
  const received = (replica: Replica | null, message: Parameters<typeof receive>[1]) => receive(replica, message).kind;

  test.each([
    { name: "the next one", sent: delta(5, 6), kind: "current" },
    { name: "several at once", sent: delta(5, 9), kind: "current" },
    { name: "one that skips", sent: delta(6, 7), kind: "gap" },
    { name: "one that began earlier", sent: delta(4, 6), kind: "gap" },
    { name: "a repeated one", sent: delta(4, 5), kind: "old" },
    { name: "one of another run of the server", sent: delta(5, 6, "b"), kind: "gap" },
  ])("[P1] delta, at version 5: $name → $kind", ({ sent, kind }) => {
    expect(received(start(board, 5), { kind: "delta", delta: sent })).toBe(kind);
  });

  test.each([
    { name: "the same version", sent: heartbeat(5), kind: "current" },
    { name: "a later one", sent: heartbeat(6), kind: "gap" },
    { name: "an earlier one", sent: heartbeat(4), kind: "old" },
    { name: "another run of the server", sent: heartbeat(5, { epoch: "b" }), kind: "gap" },
  ])("[P1] heartbeat, at version 5: $name → $kind", ({ sent, kind }) => {
    expect(received(start(board, 5), { kind: "heartbeat", heartbeat: sent })).toBe(kind);
  });

  test.each([
    { name: "the same version", sent: snapshotOf(board, 5), kind: "current" },
    { name: "a later one", sent: snapshotOf(board, 9), kind: "current" },
    { name: "an earlier one", sent: snapshotOf(board, 4), kind: "old" },
    { name: "another run of the server, whose versions begin anew", sent: snapshotOf(board, 0, "b"), kind: "current" },
  ])("[P1] snapshot, at version 5: $name → $kind", ({ sent, kind }) => {
    expect(received(start(board, 5), { kind: "snapshot", snapshot: sent })).toBe(kind);
  });

  test("[P1] before the first snapshot everything else is a gap", () => {
    expect(received(null, { kind: "delta", delta: delta(0, 1) })).toBe("gap");
    expect(received(null, { kind: "heartbeat", heartbeat: heartbeat(0) })).toBe("gap");
  });
});
