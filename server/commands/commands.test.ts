import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Board, CallRecord } from "#lib/board/board.ts";
import { createApp } from "#server/app.ts";
import { createLogger } from "#server/log.ts";

const run = promisify(execFile);
const here = import.meta.dirname;
const noon = Date.UTC(2026, 2, 2, 12);

interface Printed {
  readonly board: Board;
  readonly calls: readonly CallRecord[];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-commands-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${line}\n`).join(""));
  return path;
}

async function replay(...args: string[]): Promise<Printed & { stderr: string }> {
  const { stdout, stderr } = await run(process.execPath, [join(here, "replay.ts"), "--time-zone", "UTC", ...args]);
  return { ...(JSON.parse(stdout) as Printed), stderr };
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

describe("replay", () => {
  test("[R7] folds a capture with its own times, as of its last event", async () => {
    const capture = file("a.jsonl", [queued(0, 1), queued(5, 2), lost(30, 1)]);
    const { board, calls } = await replay(capture);
    expect(board).toMatchObject({ rev: 3, at: "2026-03-02T12:00:30.000Z", timeZone: "UTC", today: { missed: 1 } });
    expect(board.calls.map(({ id }) => id)).toEqual(["230102104542_2"]);
    expect(calls.map(({ id, state, waitSeconds }) => [id, state, waitSeconds])).toEqual([
      ["230102104542_1", "missed", 30],
      ["230102104542_2", "queued", null],
    ]);
  });

  test("[R7] as of --at takes in nothing later, and lets time pass up to it", async () => {
    const capture = file("a.jsonl", [queued(0, 1), queued(5, 2), lost(30, 1)]);
    const between = await replay(capture, "--at", "2026-03-02T12:00:29Z");
    expect(between.board).toMatchObject({ rev: 2, at: "2026-03-02T12:00:29.000Z", today: { inbound: 2, missed: 0 } });
    const before = await replay(capture, "--at", "2026-03-02T13:00:00+02:00");
    expect(before).toMatchObject({ board: { rev: 0, at: "2026-03-02T11:00:00.000Z" }, calls: [] });
    const later = await replay(capture, "--at", "2026-03-03T00:00:00Z");
    expect(later.board).toMatchObject({ rev: 3, at: "2026-03-03T00:00:00.000Z", today: { inbound: 0, missed: 0 } });
  });

  test("[R7] a time that goes back counts as the one before", async () => {
    const { board, calls } = await replay(file("a.jsonl", [queued(0, 1), queued(10, 2), lost(4, 1)]));
    expect(board.at).toBe("2026-03-02T12:00:10.000Z");
    expect(calls[0]).toMatchObject({ state: "missed", waitSeconds: 10 });
  });

  test("[R8] tells of every call, also those the board has forgotten, as they ended", async () => {
    const day = 24 * 60 * 60;
    const { board, calls } = await replay(
      file("a.jsonl", [queued(0, 1), queued(1, 2), lost(30, 1), queued(3 * day, 3), lost(3 * day + 9, 3)]),
    );
    expect(board.today).toMatchObject({ inbound: 1, missed: 1 });
    expect(calls.map(({ id, state }) => [id, state])).toEqual([
      ["230102104542_1", "missed"],
      ["230102104542_2", "unknown"],
      ["230102104542_3", "missed"],
    ]);
  });

  test("[R9] a line that cannot be read is told with its number, and costs no other", async () => {
    const capture = file("a.jsonl", [
      `\ufeff${queued(0, 1)}`,
      "hello",
      "",
      '{"at":"noon","method":"GET"}',
      '{"at":"2026-03-02T12:00:00Z","method":"PUT"}',
      '{"at":"2026-03-02T12:00:00Z","method":"POST","body":7}',
      "[]",
      `${lost(30, 1)}\r`,
    ]);
    const { board, calls, stderr } = await replay(capture);
    expect(board.rev).toBe(2);
    expect(calls).toMatchObject([{ state: "missed" }]);
    expect(
      stderr
        .trim()
        .split("\n")
        .map((line) => line.replace(capture, "")),
    ).toEqual([
      ", line 2: the line is not JSON; it is passed over.",
      ", line 4: the line has a time (at) that is not ISO 8601; it is passed over.",
      ", line 5: the line has a method that is neither POST nor GET; it is passed over.",
      ", line 6: the line has a body that is no text; it is passed over.",
      ", line 7: the line is no object; it is passed over.",
    ]);
  });

  test("[R9] an empty capture is an empty board", async () => {
    expect(await replay(file("a.jsonl", []))).toMatchObject({ board: { rev: 0, calls: [] }, calls: [] });
    const empty = await replay(file("b.jsonl", [""]), "--at", "2026-03-02T12:00:00Z");
    expect(empty.board.at).toBe("2026-03-02T12:00:00.000Z");
  });

  test("[R7] reads stdin, a directory, and the time zone", async () => {
    const directory = file("directory.csv", ["number,kind,name", "804,queue,Sales"]);
    const args = [join(here, "replay.ts"), "-", "--directory", directory, "--time-zone", "Europe/Prague"];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
    child.stdin.end(`${queued(0, 1)}\n${lost(30, 1)}`);
    const { board } = JSON.parse(await text(child.stdout)) as Printed;
    expect(board).toMatchObject({ timeZone: "Europe/Prague", queues: [{ queue: "804", name: "Sales", missed: 1 }] });
  });

  test.each([
    [[], "Usage:"],
    [["a", "b"], "Usage:"],
    [["/nonexistent/capture"], "The capture cannot be read"],
    [["/dev/null", "--at", "noon"], "--at must be an ISO 8601 time"],
    [["/dev/null", "--time-zone", "Mars"], "is not the name of a time zone"],
    [["/dev/null", "--directory", "/nonexistent/d.csv"], "The directory cannot be read"],
    [["/dev/null", "--color"], "Unknown option '--color'"],
  ])("[R10] %j is refused in a sentence", async (args, sentence) => {
    const child = spawn(process.execPath, [join(here, "replay.ts"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    const exited = once(child, "exit");
    const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
    expect(await exited).toEqual([1, null]);
    expect(err).toContain(sentence);
    expect(err).not.toContain("    at ");
    expect(out).toBe("");
  });
});

describe("export", () => {
  const key = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";

  test("[R11] of a running server, replayed, is the live board", async () => {
    let now = noon;
    const app = createApp(
      { port: 0, host: "127.0.0.1", dataFolder: folder, webhookKey: key, timeZone: "UTC", place: "Test" },
      { pages: false, clock: { now: () => now }, log: createLogger("silent") },
    );
    const { url } = await app.start();
    const post = (body: string) => fetch(`${url}/api/webhook/${key}`, { method: "POST", body });
    for (const line of [queued(0, 1), queued(5, 2), lost(30, 1), queued(70, 3)]) {
      now = Date.parse((JSON.parse(line) as { at: string }).at);
      await fetch(`${url}/api/webhook/${key}?${(JSON.parse(line) as { query: string }).query}`);
      await post(
        '{ "Event": "ringing", "Callerid": 0555", "User": "202", "Usertype": "ext", "Id": "230307114903_10-0" }',
      );
      await post("not understood\n\u0000 \ud83d\ude00");
    }
    now += 60_000;
    const board = await (await fetch(`${url}/api/board`)).json();
    const { calls } = (await (await fetch(`${url}/api/calls`)).json()) as Printed;

    const exported = await exportLines();
    expect(exported).toHaveLength(12);
    const replayed = await replay(file("export.jsonl", exported), "--at", new Date(now).toISOString());
    expect(replayed.board).toEqual(board);
    expect(replayed.calls.toReversed()).toEqual(calls);
    await app.stop();

    expect(await exportLines()).toEqual(exported);
    expect(await exportLines("--from", "2026-03-02T12:00:05Z", "--to", "2026-03-02T12:00:30Z")).toEqual(
      exported.slice(3, 6),
    );
  });

  test("[R10] without a journal there is nothing to export, which a sentence says", async () => {
    await expect(exportLines()).rejects.toThrow(/ringside\.db cannot be opened/);
  });

  async function exportLines(...args: string[]): Promise<string[]> {
    const env = { ...process.env, RINGSIDE_DATA: folder };
    const { stdout } = await run(process.execPath, [join(here, "export.ts"), ...args], { env });
    return stdout.trim().split("\n");
  }
});
