import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import type { BoardChanges } from "#lib/board/board-changes.ts";
import { arbitraryBoard } from "#lib/testing/arbitrary-board.ts";
import { siteOf } from "#lib/testing/board-records.ts";
import { type Delta, protocolVersion, readServerMessage, type Snapshot, wire, writeChanges } from "./messages.ts";

const overWire = (content: unknown): unknown => JSON.parse(JSON.stringify(content));

const noChanges: BoardChanges = {
  put: { calls: [], queues: [], agents: [], missed: [], today: null },
  gone: { calls: [], queues: [], agents: [], missed: [] },
};

const heartbeat = {
  protocol: protocolVersion,
  epoch: "a",
  version: 1,
  at: "2026-03-02T09:00:00.000Z",
  up: 12_000,
  age: null,
  lastEventAt: null,
  build: "b",
};

const site = siteOf();

describe("what travels", () => {
  test("[P3] the wire carries the board's own shapes", () => {
    expectTypeOf<Snapshot["board"]>().toEqualTypeOf<Board>();
    expectTypeOf<Delta["put"]>().toEqualTypeOf<BoardChanges["put"]>();
    expectTypeOf<Delta["gone"]>().toEqualTypeOf<BoardChanges["gone"]>();
  });

  test("[P3] every board arrives as it was sent", () => {
    fc.assert(
      fc.property(arbitraryBoard, fc.option(fc.string()), (board, lastEventAt) => {
        const snapshot = { epoch: "a", version: 1, board, site, lastEventAt, up: 12_000 };
        expect(readServerMessage("snapshot", overWire(snapshot))).toEqual({ kind: "snapshot", snapshot });
      }),
    );
  });

  test("[P3] changes arrive as they were", () => {
    const changes = fc.tuple(arbitraryBoard, fc.boolean(), fc.boolean()).map(
      ([board, sameToday, sameCalls]): BoardChanges => ({
        put: {
          calls: sameCalls ? [] : board.calls,
          queues: board.queues,
          agents: board.agents,
          missed: [],
          today: sameToday ? null : board.today,
        },
        gone: { calls: [], queues: [], agents: [], missed: board.missed.map((caller) => caller.id) },
      }),
    );
    fc.assert(
      fc.property(changes, ({ put, gone }) => {
        const envelope = { epoch: "a", from: 1, to: 2, at: "then", rev: 9, lastEventAt: null, up: 12_000 };
        const written = overWire({ ...envelope, ...writeChanges({ put, gone }) });
        expect(readServerMessage("delta", written)).toEqual({ kind: "delta", delta: { ...envelope, put, gone } });
      }),
    );
  });

  test("[P6] what did not change is not written", () => {
    expect(overWire(writeChanges(noChanges))).toEqual({});
    const oneGone = { ...noChanges, gone: { ...noChanges.gone, calls: ["1"] } };
    expect(overWire(writeChanges(oneGone))).toEqual({ gone: { calls: ["1"] } });
  });

  test("[P3] whatever else comes is nothing, and never an error", () => {
    const kind = fc.constantFrom("snapshot", "delta", "heartbeat");
    fc.assert(
      fc.property(kind, fc.anything({ withNullPrototype: true, withMap: true }), (name, content) => {
        expect(readServerMessage(name, content)).toBeNull();
      }),
    );
  });

  test("[P3] a message with one part missing, or of another type, is nothing", () => {
    // What a heartbeat has grown by may be missing: an earlier server does not tell it.
    const { up: _up, age: _age, ...told } = heartbeat;
    const spoilt = fc.tuple(fc.constantFrom(...Object.keys(told)), fc.constantFrom(undefined, {}, [], true));
    fc.assert(
      fc.property(spoilt, ([key, value]) => {
        expect(readServerMessage("heartbeat", { ...heartbeat, [key]: value })).toBeNull();
      }),
    );
    expect(readServerMessage("heartbeat", { ...heartbeat, at: "soon" })).toBeNull();
    expect(readServerMessage("heartbeat", { ...heartbeat, version: -1 })).toBeNull();
    expect(readServerMessage("heartbeat", heartbeat)).not.toBeNull();
  });

  test("[P4] a heartbeat that has grown is still understood", () => {
    expect(readServerMessage("heartbeat", { ...heartbeat, weather: "fine" })).toEqual({ kind: "heartbeat", heartbeat });
  });
});

/** Hash of the wire's shape, by protocol version. Rows are added, never changed. */
const shapes: Readonly<Record<number, string>> = {
  1: "ad571925ffbcd13c",
  2: "f2f16cfce6e38017",
  3: "8c57435b7994c6d6",
  4: "9beb598824185a00",
  5: "a591eef2472b7f0c",
  6: "76a048586e4e51b3",
};

describe("the shape of the wire", () => {
  test("[P4] it changes together with the protocol's version", () => {
    const shape = Object.entries(wire).map(([name, { says }]) => [name, says]);
    const hash = createHash("sha256").update(JSON.stringify(shape)).digest("hex").slice(0, 16);
    expect(hash, "the wire changed: raise protocolVersion, and add a row for it").toBe(shapes[protocolVersion]);
  });
});
