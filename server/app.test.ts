import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { trialConfig } from "#server/config/trial-config.ts";
import { type App, createApp } from "./app.ts";
import type { AppConfig, AppOverrides } from "./app-config.ts";
import { createLogger } from "./log.ts";
import { StartError } from "./start-error.ts";

const webhookKey = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";
const start = Date.UTC(2026, 2, 2, 12);

let folder: string;
let now: number;
let running: App[];
let url: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-app-"));
  now = start;
  running = [];
});
afterEach(async () => {
  for (const app of running) await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

function create(config: Partial<AppConfig> = {}, overrides: AppOverrides = {}): App {
  const app = createApp(
    { ...trialConfig, dataFolder: join(folder, "data"), webhookKey, ...config },
    { pages: false, clock: { now: () => now }, log: createLogger("silent"), ...overrides },
  );
  running.push(app);
  return app;
}

async function run(config: Partial<AppConfig> = {}): Promise<App> {
  const app = create(config);
  ({ url } = await app.start());
  return app;
}

async function tell(...queries: string[]): Promise<void> {
  for (const query of queries) {
    const answer = await fetch(`${url}/api/webhook/${webhookKey}?${query}`);
    expect([query, answer.status]).toEqual([query, 200]);
    now += 1_000;
  }
}

/** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
async function get(path: string): Promise<any> {
  return (await fetch(`${url}${path}`)).json();
}

/** A call into queue 804 that phone 102 answers. */
function answeredCall(n: number, caller = `4207748526${n}`): string[] {
  const common = `callerid=${caller}&did=&id=230102104542_${n}`;
  return [
    `event=ringing&user=804&usertype=queue&${common}-0`,
    `event=ringing&user=102&usertype=ext&${common}-0`,
    `event=hangupincoming&user=102&trtype=NotDef&${common}-1`,
    `event=incoming&user=102&finishtype=Ok&transfer=False&title=Answered call (0:07)&${common}-1`,
  ];
}

function missedCall(n: number): string[] {
  const common = `callerid=4207748526${n}&did=&id=230102104542_${n}-0`;
  return [
    `event=ringing&user=805&usertype=queue&${common}`,
    `event=incoming&user=805&finishtype=Missed&transfer=False&title=Missed call by queue 805&${common}`,
  ];
}

describe("the board over HTTP", () => {
  test("[H12] is what the webhook's answer says it is", async () => {
    await run();
    const answer = await fetch(`${url}/api/webhook/${webhookKey}?${answeredCall(10)[0]}`);
    expect(await answer.json()).toEqual({ ok: true, rev: 1 });
    const board = await get("/api/board");
    expect(board).toMatchObject({ rev: 1, at: "2026-03-02T12:00:00.000Z", timeZone: "UTC" });
    expect(board.calls).toMatchObject([{ id: "230102104542_10", state: "queued", queue: "804" }]);
  });

  test("[H12] is true at the time of the request, though nothing came in since", async () => {
    await run();
    await tell(...answeredCall(10).slice(0, 2));
    expect((await get("/api/board")).calls[0].ringing).toEqual(["102"]);
    now += 60_000;
    const later = await get("/api/board");
    expect(later.at).toBe(new Date(now).toISOString());
    expect(later.calls[0].ringing).toEqual([]);
  });

  test("[H12] as it was, also before the first event; not in the future", async () => {
    await run();
    const begin = now;
    await tell(...answeredCall(10).slice(0, 2));
    now += 10_000;
    await tell(...answeredCall(10).slice(2));
    now += 60_000;
    const at = (instant: number) => get(`/api/board?at=${new Date(instant).toISOString()}`);
    expect(await at(begin + 5_000)).toMatchObject({ rev: 2, calls: [{ state: "ringing", ringing: ["102"] }] });
    expect(await at(begin - 1_000)).toMatchObject({ rev: 0, calls: [] });
    expect(await at(now)).toEqual(await get("/api/board"));
    const future = await fetch(`${url}/api/board?at=2099-01-01T00:00:00Z`);
    expect([future.status, (await future.json()).detail]).toEqual([400, "at lies in the future."]);
    const word = await fetch(`${url}/api/board?at=yesterday`);
    expect([word.status, (await word.json()).detail]).toEqual([400, "at must be an ISO 8601 time, with its zone."]);
  });

  test("[H12] is there after a restart, with the directory's names", async () => {
    const first = await run();
    await tell(...answeredCall(10).slice(0, 3));
    const before = await get("/api/board");
    await first.stop();
    await run();
    expect(await get("/api/board")).toEqual(before);
    await running.at(-1)?.stop();
    writeFileSync(join(folder, "data/directory.csv"), "number,kind,name\n102,agent,Jana N.\n804,queue,Sales\n");
    await run();
    const named = await get("/api/board");
    expect(named.agents).toMatchObject([{ extension: "102", name: "Jana N.", state: "talking" }]);
    expect(named.queues).toMatchObject([{ queue: "804", name: "Sales", talking: 1 }]);
  });
});

describe("the calls over HTTP", () => {
  beforeEach(async () => {
    await run();
    for (const n of [10, 11, 12]) await tell(...answeredCall(n), ...missedCall(n + 10));
  });

  async function ids(query: string): Promise<string[]> {
    const { calls } = await get(`/api/calls?${query}`);
    return calls.map((call: { id: string }) => call.id.slice(-2));
  }

  test("[H13] are listed newest first, and filtered by all that is given", async () => {
    expect(await ids("")).toEqual(["22", "12", "21", "11", "20", "10"]);
    expect(await ids("outcome=completed")).toEqual(["12", "11", "10"]);
    expect(await ids("outcome=missed&queue=805")).toEqual(["22", "21", "20"]);
    expect(await ids("queue=804&agent=102")).toEqual(["12", "11", "10"]);
    expect(await ids("agent=103")).toEqual([]);
    expect(await ids("caller=%2B42 077 485 2611")).toEqual(["11"]);
    expect(await ids("caller=2611")).toEqual(["11"]);
    expect(await ids("from=2026-03-02T12:00:06Z&to=2026-03-02T13:00:10%2B01:00")).toEqual(["11"]);
    expect(await ids("from=2026-03-02T12:00:06Z&to=2026-03-02T13:00:10+01:00")).toEqual(["11"]);
    await tell("event=dialing&callerid=420774852699&user=109&id=230102104542_99-0");
    await tell("event=outgoing&callerid=420774852699&user=109&finishtype=Missed&transfer=False&id=230102104542_99-0");
    expect(await ids("agent=109&outcome=unanswered")).toEqual(["99"]);
    expect(await ids("queue=&outcome=&other=x")).toHaveLength(7);
  });

  test("[H13] come in pages that stay in step while calls come in", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    for (let pages = 0; next !== null && pages < 9; pages += 1) {
      const page = await get(`/api/calls?limit=2&cursor=${next}`);
      seen.push(...page.calls.map((call: { id: string }) => call.id.slice(-2)));
      next = page.next;
      await tell(...answeredCall(30 + pages));
    }
    expect(seen).toEqual(["22", "12", "21", "11", "20", "10"]);
  });

  test.each([
    "from=yesterday",
    "from=2026-02-30",
    "from=2026-01-01junk",
    "to=12:00",
    "outcome=lost",
    "limit=0",
    "limit=1001",
    "limit=x",
    "limit=1e2",
    "cursor=x",
  ])("[H13] %s is answered 400", async (query) => {
    const answer = await fetch(`${url}/api/calls?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      status: 400,
      detail: expect.stringContaining(query.split("=")[0] ?? ""),
    });
  });

  test("[H13] a thousand can be asked for at once", async () => {
    expect((await fetch(`${url}/api/calls?limit=1000`)).status).toBe(200);
  });

  test("[H14] can be had as a file, in which no cell is a formula", async () => {
    await tell(...answeredCall(40, "%2B420774852640"));
    const answer = await fetch(`${url}/api/calls.csv?queue=804`);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = (await answer.text()).split("\r\n");
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^id,direction,state,/);
    expect(lines[1]).toMatch(/^230102104542_40,inbound,completed,,'\+420774852640,/);
    expect(lines[4]).toMatch(/^230102104542_10,inbound,completed,,420774852610,/);
  });
});

describe("figures over HTTP", () => {
  test("[G3] [G6] [K1] a report of months adds up what lies on disk and what the board holds", async () => {
    await run();
    await tell(...answeredCall(1), ...answeredCall(2));
    now += 40 * 86_400_000;
    await tell(...answeredCall(3));
    const report = await get("/api/report?from=2026-03-01&to=2026-04-30");
    expect(report).toMatchObject({
      totals: { inbound: 3, answered: 3 },
      allQueues: { offered: 3, answered: 3, talkSum: 21_000 },
      agents: [{ extension: "102", sums: { answered: 3, talks: 3 } }],
    });
    const listed = await get("/api/figures/queue-answered?from=2026-03-01&to=2026-04-30");
    expect([listed.count, listed.items.length]).toEqual([3, 3]);
    expect((await get("/api/report")).totals.inbound).toBe(1);
  });
});

describe("what was not understood", () => {
  test("[H15] can be listed, newest first, a page at a time", async () => {
    await run();
    for (const body of ["one", "two", "three"]) {
      await fetch(`${url}/api/webhook/${webhookKey}`, { method: "POST", body });
    }
    const page = await get("/api/deliveries?verdict=refused&limit=2");
    expect(page).toMatchObject({
      refused: 3,
      deliveries: [
        { seq: 3, at: "2026-03-02T12:00:00.000Z", method: "POST", masked: "three", reason: expect.any(String) },
        { seq: 2, masked: "two" },
      ],
      next: 2,
    });
    expect(await get("/api/deliveries?verdict=refused&before=2")).toMatchObject({
      deliveries: [{ seq: 1, masked: "one" }],
      next: null,
    });
    expect((await fetch(`${url}/api/deliveries?verdict=all`)).status).toBe(400);
  });
});

describe("health", () => {
  test("[H16] tells of every part, and of what came in", async () => {
    await run();
    await tell(...answeredCall(10), "event=parked");
    await fetch(`${url}/api/webhook/${webhookKey}?hello`);
    await fetch(`${url}/api/webhook/wrong?hello`);
    const answer = await fetch(`${url}/api/health`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: "ok",
      parts: {
        journal: { ok: true },
        projector: { ok: true, rev: 6, stumbles: { count: 0, last: null } },
        realtime: { ok: true, screens: 0 },
        pages: null,
      },
      feed: { received: 6, refused: 1, unrecognised: 1, lastEventAt: "2026-03-02T12:00:04.000Z" },
      sinceStart: { received: 6, refused: 1, unrecognised: 1, wrongKey: 1, unsaved: 0 },
    });
    expect((await fetch(`${url}/api/health`, { method: "HEAD" })).status).toBe(200);
  });

  test("[H16] is 503 while deliveries cannot be saved", async () => {
    await run();
    const rival = new DatabaseSync(join(folder, "data/ringside.db"));
    rival.exec("BEGIN IMMEDIATE");
    expect((await fetch(`${url}/api/webhook/${webhookKey}?event=ringing`)).status).toBe(503);
    expect((await fetch(`${url}/api/deliveries?verdict=refused`)).status).toBe(503);
    expect((await fetch(`${url}/api/board`)).status).toBe(200);
    const answer = await fetch(`${url}/api/health`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: "failing", parts: { journal: { ok: false } } });
    rival.close();
    await tell(answeredCall(10)[0] ?? "");
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
  });
});

describe("health for load balancers and people", () => {
  test("[H40] tells staff of each part since when it is as it is, of the event loop, the disk and the last backup", async () => {
    await run();
    const { parts } = await get("/api/health");
    expect(Object.keys(parts)).toEqual([
      ...["serving", "journal", "projector", "archive", "realtime", "screens", "pages", "eventLoop", "disk", "backups"],
    ]);
    expect(parts.disk.freeBytes).toBeGreaterThan(0);
    expect(parts.disk.totalBytes).toBeGreaterThan(parts.disk.freeBytes);
    expect(parts.eventLoop).toMatchObject({
      mean: expect.any(Number),
      p99: expect.any(Number),
      max: expect.any(Number),
    });
    expect(parts.backups).toMatchObject({ ok: true, lastAt: null });
    expect(parts.journal.since).toBe(new Date(start).toISOString());
    now += 60_000;
    const rival = new DatabaseSync(join(folder, "data/ringside.db"));
    rival.exec("BEGIN IMMEDIATE");
    expect((await fetch(`${url}/api/webhook/${webhookKey}?event=ringing`)).status).toBe(503);
    const failing = { ok: false, since: new Date(start + 60_000).toISOString() };
    expect((await get("/api/health")).parts).toMatchObject({
      journal: failing,
      realtime: { since: parts.realtime.since },
    });
    now += 60_000;
    expect((await get("/api/health")).parts).toMatchObject({ journal: failing });
    rival.close();
  });

  test("[H41] live while the process turns, ready while it may be sent something, and nothing else is asked", async () => {
    await run();
    const ask = async (check: string) => (await fetch(`${url}/api/health?check=${check}`)).status;
    expect([await ask("live"), await ask("ready"), await ask("well")]).toEqual([200, 200, 400]);
    const rival = new DatabaseSync(join(folder, "data/ringside.db"));
    rival.exec("BEGIN IMMEDIATE");
    await fetch(`${url}/api/webhook/${webhookKey}?event=ringing`);
    expect([await ask("live"), await ask("ready")]).toEqual([200, 503]);
    expect(await get("/api/health?check=ready")).toEqual({ status: "failing" });
    rival.close();
    await tell(answeredCall(10)[0] ?? "");
    expect(await ask("ready")).toBe(200);
  });

  test("[H44] a stop says first that it is not ready, and takes what comes until its delay is over", async () => {
    const app = await run({ operations: { ...trialConfig.operations, stopDelay: 1_000 } });
    const stopped = app.stop();
    const answers = await Promise.all(
      [
        "/api/health?check=ready",
        "/api/health?check=live",
        `/api/webhook/${webhookKey}?event=parked`,
        "/api/board",
      ].map(async (path) => (await fetch(`${url}${path}`)).status),
    );
    expect(answers).toEqual([503, 200, 200, 200]);
    await stopped;
    await expect(fetch(`${url}/api/health?check=live`)).rejects.toThrow();
    await run();
    expect((await get("/api/board")).rev).toBe(1);
  });
});

describe("start and stop", () => {
  test("[H17] nobody but the owner can look into the data folder", async () => {
    await run();
    expect(statSync(join(folder, "data")).mode & 0o777).toBe(0o700);
  });

  test("[H17] a port that is taken, a broken directory, a second server: one sentence, and nothing left behind", async () => {
    await run();
    const port = Number(new URL(url).port);
    const refusals: [Partial<AppConfig>, string][] = [
      [{ port, dataFolder: join(folder, "other") }, `Port ${port} of 127.0.0.1 is in use`],
      [{}, "Another Ringside is running on"],
      [{ host: "192.0.2.1", dataFolder: join(folder, "third") }, "HOST is 192.0.2.1, which is no address"],
      [{ dataFolder: "/dev/null/data" }, "RINGSIDE_DATA cannot be used"],
    ];
    for (const [config, sentence] of refusals) {
      const app = create(config);
      await expect(app.start()).rejects.toThrow(StartError);
      await expect(create(config).start()).rejects.toThrow(sentence);
    }
    writeFileSync(join(folder, "other/directory.csv"), "number,kind,name\n1,robot,\n");
    await expect(create({ dataFolder: join(folder, "other") }).start()).rejects.toThrow("directory.csv, line 2");
  });

  test("[H18] a stop answers what is under way, then takes nothing more; a start has it all", async () => {
    const app = await run();
    const underWay = httpRequest(`${url}/api/webhook/${webhookKey}`, { method: "POST" });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      underWay.on("response", (response) => resolve(response.statusCode));
      underWay.on("error", reject);
    });
    underWay.write('{"Event":"ringing",');
    await new Promise((resolve) => underWay.once("socket", (socket) => socket.once("connect", resolve)));
    await fetch(`${url}/api/health`);
    const stopped = app.stop();
    underWay.end('"Callerid":"1","User":"804","Usertype":"queue","Did":"","Id":"230307114903_10-0"}');
    expect(await answered).toBe(200);
    await stopped;
    await expect(fetch(`${url}/api/health`)).rejects.toThrow();
    expect(readdirSync(join(folder, "data")).filter((name) => name.endsWith("-wal"))).toEqual([]);
    await run();
    expect((await get("/api/board")).calls).toMatchObject([{ id: "230307114903_10" }]);
  });

  test("[H18] a client that never comes to an end does not hold the stop up for long", async () => {
    const app = await run();
    const stalled = httpRequest(`${url}/api/webhook/${webhookKey}`, { method: "POST" });
    const failed = new Promise((resolve) => stalled.on("error", resolve));
    stalled.write("{");
    await fetch(`${url}/api/health`);
    const began = performance.now();
    await app.stop();
    await failed;
    expect(performance.now() - began).toBeLessThan(4_500);
  });
});

test("[H6] every route answers what it does not take with 405 and the methods it does", async () => {
  await run();
  for (const path of ["/api/board", "/api/calls", "/api/calls.csv", "/api/deliveries", "/api/health"]) {
    const answer = await fetch(`${url}${path}`, { method: "POST" });
    expect([path, answer.status, answer.headers.get("allow")]).toEqual([path, 405, "GET, HEAD"]);
  }
  const page = await fetch(`${url}/wall`, { method: "DELETE" });
  expect([page.status, page.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});
