import { describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { foldEntry } from "#lib/board/fold.ts";
import { linesOf, replayCapture } from "./replay-capture.ts";
import type { Replayed } from "./replay-fold.ts";

const noon = Date.UTC(2026, 2, 2, 12);
const day = 24 * 60 * 60;

async function replay(lines: readonly string[], until: string | null = null): Promise<Replayed & { faults: string[] }> {
  const faults: string[] = [];
  async function* pieces() {
    yield* lines.map((line) => `${line}\n`);
  }
  const replayed = await replayCapture({
    lines: linesOf(pieces()),
    settings: { ...defaultSettings, timeZone: "UTC" },
    fold: foldEntry,
    until: until === null ? null : Date.parse(until),
    now: noon,
    onFault: (line, fault) => faults.push(`${line}: ${fault}`),
  });
  return { ...replayed, faults };
}

function at(seconds: number, query: string): string {
  return JSON.stringify({ at: new Date(noon + seconds * 1_000).toISOString(), method: "GET", query });
}

function queued(seconds: number, call: number): string {
  return at(seconds, `event=ringing&user=804&usertype=queue&callerid=42077485260${call}&id=230102104542_${call}-0`);
}

function lost(seconds: number, call: number): string {
  return at(seconds, `event=incoming&user=804&finishtype=Missed&callerid=42077485260${call}&id=230102104542_${call}-0`);
}

describe("a replay", () => {
  test("[R7] folds a capture with its own times, as of its last event", async () => {
    const { board, calls } = await replay([queued(0, 1), queued(5, 2), lost(30, 1)]);
    expect(board).toMatchObject({ rev: 3, at: "2026-03-02T12:00:30.000Z", timeZone: "UTC", today: { missed: 1 } });
    expect(board.calls.map(({ id }) => id)).toEqual(["230102104542_2"]);
    expect(calls.map(({ id, state, waitSeconds }) => [id, state, waitSeconds])).toEqual([
      ["230102104542_1", "missed", 30],
      ["230102104542_2", "queued", null],
    ]);
  });

  test("[R7] as of a given time takes in nothing later, and lets time pass up to it", async () => {
    const capture = [queued(0, 1), queued(5, 2), lost(30, 1)];
    const between = await replay(capture, "2026-03-02T12:00:29Z");
    expect(between.board).toMatchObject({ rev: 2, at: "2026-03-02T12:00:29.000Z", today: { inbound: 2, missed: 0 } });
    const before = await replay(capture, "2026-03-02T13:00:00+02:00");
    expect(before).toMatchObject({ board: { rev: 0, at: "2026-03-02T11:00:00.000Z" }, calls: [] });
    const later = await replay(capture, "2026-03-03T00:00:00Z");
    expect(later.board).toMatchObject({ rev: 3, at: "2026-03-03T00:00:00.000Z", today: { inbound: 0, missed: 0 } });
  });

  test("[R7] takes a time that goes back for the one before", async () => {
    const { board, calls } = await replay([queued(0, 1), queued(10, 2), lost(4, 1)]);
    expect(board.at).toBe("2026-03-02T12:00:10.000Z");
    expect(calls[0]).toMatchObject({ state: "missed", waitSeconds: 10 });
  });

  test("[R8] tells of every call, also those the board has forgotten, as they ended", async () => {
    const { board, calls } = await replay([
      queued(0, 1),
      queued(1, 2),
      lost(30, 1),
      queued(3 * day, 3),
      lost(3 * day + 9, 3),
    ]);
    expect(board.today).toMatchObject({ inbound: 1, missed: 1 });
    expect(calls.map(({ id, state }) => [id, state])).toEqual([
      ["230102104542_1", "missed"],
      ["230102104542_2", "unknown"],
      ["230102104542_3", "missed"],
    ]);
  });

  test("[R8] [D3] [D5] tells of forgotten calls what became known of their numbers and callers since", async () => {
    const said = (act: object) => JSON.stringify({ at: new Date(noon + 3 * day * 1_000).toISOString(), act });
    const { calls } = await replay([
      at(0, "event=ringing&user=823&usertype=other&callerid=420774852601&id=230102104542_1-0"),
      at(30, "event=incoming&user=823&finishtype=Missed&callerid=420774852601&id=230102104542_1-0"),
      said({ of: "directory", by: "Eva", put: [{ number: "823", kind: "queue", name: null }], gone: [] }),
      said({ of: "contacts", by: "Eva", put: [{ number: "774852601", name: "Novák" }], gone: [] }),
    ]);
    expect(calls).toMatchObject([
      { callerName: "Novák", lostIn: "queue", queue: "823", queues: ["823"], waitSeconds: 30 },
    ]);
  });

  test("[R9] tells of a line that cannot be read, and loses no other for it", async () => {
    const { board, calls, faults } = await replay([
      `\ufeff${queued(0, 1)}`,
      "hello",
      "",
      '{"at":"noon","method":"GET"}',
      '{"at":"2026-03-02T12:00:00Z","method":"PUT"}',
      '{"at":"2026-03-02T12:00:00Z","method":"POST","body":7}',
      "[]",
      '{"method":"GET"}',
      '{"at":"2026-03-02T12:00:00Z","act":{"of":"greeting"}}',
      '{"at":"2026-03-02T12:00:00Z","act":"{"}',
      `${lost(30, 1)}\r`,
    ]);
    expect(board.rev).toBe(2);
    expect(calls).toMatchObject([{ state: "missed" }]);
    expect(faults).toEqual([
      "2: is not JSON",
      "4: has a time (at) that is not ISO 8601",
      "5: has a method that is neither POST nor GET",
      "6: has a body that is no text",
      "7: is no object",
      "8: has no time (at)",
      "9: has an act that is none",
      "10: has an act that is none",
    ]);
  });

  test("[R9] of nothing is an empty board", async () => {
    expect(await replay([])).toMatchObject({ board: { rev: 0, at: "2026-03-02T12:00:00.000Z", calls: [] }, calls: [] });
    expect((await replay([""], "2026-03-02T13:00:00Z")).board.at).toBe("2026-03-02T13:00:00.000Z");
  });
});

test("[R9] a text that comes in pieces is cut at its lines alone", async () => {
  async function* pieces() {
    yield* ["one\ntw", "o", "\n\nfour\n", "", "five"];
  }
  const lines: string[] = [];
  for await (const line of linesOf(pieces())) lines.push(line);
  expect(lines).toEqual(["one", "two", "", "four", "five"]);
});
