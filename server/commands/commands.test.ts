import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "#server/app.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { captureLine } from "./capture-line.ts";

const run = promisify(execFile);
const here = import.meta.dirname;
const noon = Date.UTC(2026, 2, 2, 12);
const key = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-commands-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a command on the data of this test, with `input` on stdin. */
async function command(name: string, args: readonly string[], input = "") {
  const program = name === "bench" ? "../../bench/main.ts" : `${name}.ts`;
  const child = spawn(process.execPath, [join(here, program), ...args], {
    env: { ...process.env, RINGSIDE_DATA: folder, RINGSIDE_TIME_ZONE: "UTC" },
  });
  const exited = once(child, "exit");
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await exited;
  return { stdout, stderr, code };
}

const deliveries = [
  {
    method: "GET",
    contentType: null,
    body: null,
    query: "event=ringing&user=804&usertype=queue&callerid=1&id=230102104542_1-0",
  },
  {
    method: "GET",
    contentType: null,
    body: null,
    query: "event=ringing&user=102&usertype=ext&callerid=1&id=230102104542_1-0",
  },
  {
    method: "POST",
    contentType: "application/json",
    body: '{ "Event": "ringing", "Callerid": 0555", "User": "202", "Usertype": "ext", "Id": "230307114903_10-0" }',
    query: null,
  },
  { method: "POST", contentType: "text/plain", body: "not understood\n\u0000 \ud83d\ude00", query: null },
  {
    method: "GET",
    contentType: null,
    body: null,
    query: "event=incoming&user=804&finishtype=Missed&callerid=1&id=230102104542_1-0",
  },
] as const;

test("[R11] the export of a running server, replayed, is the live board", async () => {
  let now = noon;
  const app = createApp(
    { ...trialConfig, dataFolder: folder, webhookKey: key },
    { pages: false, clock: { now: () => now }, log: createLogger("silent") },
  );
  const { url } = await app.start();
  for (const { method, contentType, body, query } of deliveries) {
    const headers: Record<string, string> = contentType === null ? {} : { "content-type": contentType };
    await fetch(`${url}/api/webhook/${key}${query === null ? "" : `?${query}`}`, { method, headers, body });
    now += 10_000;
  }
  const board = await (await fetch(`${url}/api/board`)).json();
  const { calls } = (await (await fetch(`${url}/api/calls`)).json()) as { calls: unknown[] };

  const exported = await command("export", []);
  const lines = exported.stdout.trim().split("\n");
  expect(lines).toEqual(
    deliveries.map((delivery, index) => captureLine({ seq: index + 1, at: noon + index * 10_000, delivery })),
  );
  const replayed = await command("replay", ["-", "--at", new Date(now).toISOString()], exported.stdout);
  expect(JSON.parse(replayed.stdout)).toEqual({ board, calls: calls.toReversed() });
  await app.stop();

  const part = await command("export", ["--from", "2026-03-02T12:00:10Z", "--to", "2026-03-02T12:00:30Z"]);
  expect(part.stdout.trim().split("\n")).toEqual(lines.slice(1, 3));
});

test("[R9] replay tells of a line it passed over, and ends well", async () => {
  const capture = join(folder, "capture.jsonl");
  writeFileSync(capture, `hello\n${captureLine({ seq: 1, at: noon, delivery: deliveries[0] })}\n`);
  const { stdout, stderr, code } = await command("replay", [capture]);
  expect(code).toBe(0);
  expect(stderr).toBe(`${capture}, line 1: the line is not JSON; it is passed over.\n`);
  expect(JSON.parse(stdout)).toMatchObject({ board: { rev: 1 }, calls: [{ id: "230102104542_1" }] });
});

test("[R9] of a file in which no line can be read there is no board, and replay ends with 1", async () => {
  const capture = join(folder, "photo.jpg");
  writeFileSync(capture, "\u0000JFIF\n");
  const { stdout, stderr, code } = await command("replay", [capture]);
  expect([code, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(`\nNothing in ${capture} is an entry of a capture: there is no board of it.\n`);
});

test("[R10] what cannot be done is said in a sentence, with exit code 1", async () => {
  const outcomes = await Promise.all([
    command("replay", [join(folder, "absent.jsonl")]),
    command("replay", [folder]),
    command("replay", ["-", "--directory", join(folder, "absent.csv")]),
    command("export", []),
  ]);
  expect(outcomes.map(({ code, stdout }) => [code, stdout])).toEqual(new Array(4).fill([1, ""]));
  expect(outcomes.map(({ stderr }) => stderr.trim())).toEqual([
    expect.stringMatching(/^The capture cannot be read: ENOENT.*\.$/),
    expect.stringMatching(/^The capture cannot be read: EISDIR.*\.$/),
    expect.stringMatching(/^The directory cannot be read: ENOENT.*\.$/),
    expect.stringMatching(/^There is no journal in .*: RINGSIDE_DATA says where it is\.$/),
  ]);
});

const commands = ["bench", "demo", "export", "replay", "simulate"];

test.each(commands)("[R10] %s tells how it is called, and does nothing else, when asked for help", async (name) => {
  const { stdout, stderr, code } = await command(name, ["--help"]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  expect(stdout).toMatch(new RegExp(`^  npm run (-s )?${name}\\b`, "m"));
});

test.each(commands)("[R10] %s refuses an option it does not know, with exit code 2", async (name) => {
  expect(await command(name, ["--bogus"])).toEqual({
    stdout: "",
    stderr: "Unknown option '--bogus'. --help tells how it is called.\n",
    code: 2,
  });
});

test("[R10] a reader that has had enough is no failure", async () => {
  const { stdout } = await run("bash", [
    "-c",
    `'${process.execPath}' '${join(here, "replay.ts")}' /dev/null | head -c 9`,
  ]);
  expect(stdout).toBe('{"board":');
});
