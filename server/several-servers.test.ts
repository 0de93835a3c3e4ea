import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Board } from "#lib/board/board.ts";
import type { Delta, Snapshot } from "#lib/protocol/messages.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { type App, createApp } from "./app.ts";
import type { AppConfig } from "./app-config.ts";
import { createLogger } from "./log.ts";
import { createDatabaseUnderTest } from "./postgres/database-under-test.ts";
import { createPostgres } from "./postgres/postgres.ts";

const log = createLogger("silent");

let folder: string;
let databaseUrl: string;
let servers: number;
let endings: (() => Promise<unknown> | unknown)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-several-"));
  databaseUrl = await createDatabaseUnderTest();
  servers = 0;
  endings = [];
});
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
  rmSync(folder, { recursive: true, force: true });
});

interface Server {
  readonly app: App;
  readonly url: string;
}

/** One more server, with a disk of its own. */
async function start(config: Partial<AppConfig> = {}): Promise<Server> {
  servers += 1;
  const dataFolder = join(folder, `server-${servers}`);
  const app = createApp({ ...trialConfig, dataFolder, databaseUrl, ...config }, { pages: false, log });
  endings.push(app.stop);
  const { url } = await app.start();
  return { app, url };
}

async function tell({ url }: Server, query: string): Promise<number> {
  const answer = await fetch(`${url}/api/webhook/${trialConfig.webhookKey}?${query}`);
  expect([query, answer.status]).toEqual([query, 200]);
  return ((await answer.json()) as { rev: number }).rev;
}

async function boardOf({ url }: Server, at = ""): Promise<Board> {
  return (await (await fetch(`${url}/api/board${at}`)).json()) as Board;
}

/** Once it is as far as that. */
async function boardAt(server: Server, rev: number): Promise<Board> {
  for (;;) {
    const board = await boardOf(server);
    if (board.rev >= rev) return board;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** What must be the same on every server. */
const facts = ({ at: _at, ...board }: Board) => board;

function post({ url }: Server, path: string, content: unknown): Promise<Response> {
  const headers = { "content-type": "application/json", origin: url };
  return fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(content) });
}

/** A wall that holds the position of what it was last sent. */
function openScreen({ url }: Server): { readonly socket: Socket; shows(rev: number): Promise<void> } {
  const socket = io(url, { transports: ["websocket"], forceNew: true, extraHeaders: { origin: url } });
  endings.push(() => socket.disconnect());
  let shown = -1;
  const waiting = new Set<() => void>();
  const show = (rev: number) => {
    shown = rev;
    for (const look of waiting) look();
  };
  socket.on("snapshot", ({ board }: Snapshot) => show(board.rev));
  socket.on("delta", ({ rev }: Delta) => show(rev));
  const shows = (rev: number) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (shown < rev) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { socket, shows };
}

function ringing(n: number, caller = `4207748526${n}`): string {
  return `event=ringing&user=804&usertype=queue&callerid=${caller}&did=&id=230102104542_${n}-0`;
}

function answered(n: number, phone: string): string {
  return `event=hangupincoming&user=${phone}&trtype=NotDef&callerid=4207748526${n}&did=&id=230102104542_${n}-1`;
}

function missed(n: number, caller: string): string {
  return `event=incoming&user=804&finishtype=Missed&transfer=False&callerid=${caller}&did=&id=230102104542_${n}-0`;
}

describe("several servers on one database", () => {
  test("[J40] a call that is told to all of them in turns stands on each, and on the screens of each", async () => {
    const all = [await start(), await start(), await start()];
    const screens = all.map(openScreen);
    const [first, second, third] = all as [Server, Server, Server];
    await tell(first, ringing(10));
    await tell(second, "event=ringing&user=102&usertype=ext&callerid=420774852610&did=&id=230102104542_10-0");
    const rev = await tell(third, answered(10, "102"));
    await Promise.all(screens.map(({ shows }) => shows(rev)));
    const boards = await Promise.all(all.map((server) => boardAt(server, rev)));
    expect(boards[0]?.calls).toMatchObject([{ state: "answered", agent: "102", queue: "804" }]);
    for (const board of boards) expect(facts(board)).toEqual(facts(boards[0] as Board));
  });

  test("[J40] a server that dies takes nothing with it, and one that comes anew knows all", async () => {
    const [one, other] = [await start(), await start()];
    for (let n = 10; n < 30; n += 1) await tell(n % 2 === 0 ? one : other, ringing(n));
    await one.app.stop();
    const rev = await tell(other, answered(11, "103"));
    const anew = await start();
    expect(facts(await boardAt(anew, rev))).toEqual(facts(await boardOf(other)));
    expect((await boardOf(anew)).calls).toHaveLength(20);
    const [call] = (await (await fetch(`${anew.url}/api/calls?agent=103`)).json()).calls;
    expect(call).toMatchObject({ id: "230102104542_11", state: "answered" });
    const past = await boardOf(anew, `?at=${new Date(Date.parse(call.startedAt) - 1).toISOString()}`);
    expect(past.calls.map(({ id }) => id)).toEqual(["230102104542_10"]);
  });

  test("[J41] of two who claim a caller at two servers at once one has the row, and both servers say who", async () => {
    const all = [await start(), await start()];
    const caller = "420774852610";
    await tell(all[0] as Server, ringing(10, caller));
    const rev = await tell(all[1] as Server, missed(10, caller));
    const id = (await boardAt(all[0] as Server, rev)).missed[0]?.id;
    const claims = await Promise.all(
      all.map((server, nr) => post(server, "/api/missed", { id, deed: "claim", by: `P${nr}`, note: null, seen: 0 })),
    );
    expect(claims.map(({ status }) => status).sort()).toEqual([200, 409]);
    const boards = await Promise.all(all.map((server) => boardAt(server, rev + 1)));
    const holders = boards.map((board) => board.missed[0]?.claimedBy);
    expect(holders[0]).toMatch(/^P[01]$/);
    expect(holders[1]).toBe(holders[0]);
  });

  test("[J42] a caller who is erased at one server is gone from the other's board, from its history, and from what a third is told", async () => {
    const [one, other] = [await start(), await start()];
    const caller = "420774852610";
    await tell(one, ringing(10, caller));
    const rev = await tell(other, missed(10, caller));
    await tell(one, ringing(11));
    expect(JSON.stringify(await boardAt(other, rev))).toContain(caller);
    const erased = await post(one, "/api/privacy/erase", { by: "Jana", number: caller, confirm: caller });
    expect(erased.status).toBe(200);
    await until(async () => !JSON.stringify(await boardOf(other)).includes("774852610"));
    const third = await start();
    for (const server of [one, other, third]) {
      const told = [await boardOf(server), await (await fetch(`${server.url}/api/calls`)).json()];
      expect(JSON.stringify(told)).not.toContain("774852610");
      expect(facts(await boardAt(server, rev))).toEqual(facts(await boardOf(one)));
    }
    const postgres = createPostgres(databaseUrl, log);
    endings.push(postgres.close);
    const rows = await postgres.query("SELECT body, query, act, events FROM entry");
    const kept = await postgres.query("SELECT state FROM checkpoint");
    expect(JSON.stringify([rows, kept])).not.toContain("774852610");
    expect(rows.map(({ query }) => `${query}`).join()).not.toContain("774852610");
    // Whoever calls again after that is somebody new.
    const again = await tell(other, ringing(12, caller));
    expect((await boardAt(one, again)).calls).toHaveLength(2);
  });

  test("[J43] an erasure that a server began and died in is ended by the next one that starts", async () => {
    const first = await start();
    const caller = "420774852610";
    await tell(first, ringing(10, caller));
    await tell(first, missed(10, caller));
    await first.app.stop();
    const postgres = createPostgres(databaseUrl, log);
    endings.push(postgres.close);
    const plan = { key: "774852610", pseudonym: "erased-abc", calls: ["230102104542_10"], salt: "salt", upTo: 2 };
    await postgres.query("UPDATE generation SET number = number + 1");
    await postgres.query("INSERT INTO upkeep VALUES ('erasure', $1)", [JSON.stringify(plan)]);
    const next = await start();
    await until(async () => (await postgres.query("SELECT 1 FROM upkeep WHERE name = 'erasure'")).length === 0);
    expect(JSON.stringify(await boardOf(next))).not.toContain("774852610");
    const rows = await postgres.query<{ query: Buffer | null; events: string | null }>(
      "SELECT query, events FROM entry",
    );
    expect(rows.map(({ query, events }) => `${query} ${events}`).join()).not.toContain("774852610");
    await until(async () => (await boardOf(next)).missed.length === 1);
  });

  test("[J47] of two who are erased at two servers at once neither stays anywhere, and both erasures are answered", async () => {
    const all = [await start(), await start()];
    const callers = ["420774852610", "420774852611"];
    let rev = 0;
    for (const [nr, caller] of callers.entries()) rev = await tell(all[nr] as Server, missed(10 + nr, caller));
    for (const server of all) await boardAt(server, rev);
    const answers = await Promise.all(
      all.map((server, nr) =>
        post(server, "/api/privacy/erase", { by: "Jana", number: callers[nr], confirm: callers[nr] }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await until(async () => !/77485261[01]/.test(JSON.stringify(await Promise.all(all.map((one) => boardOf(one))))));
    // And none comes back when boards are built again.
    const [third, more] = [await start(), await tell(all[0] as Server, ringing(12))];
    for (const server of [...all, third]) {
      const told = [await boardAt(server, more), await (await fetch(`${server.url}/api/calls`)).json()];
      expect(JSON.stringify(told)).not.toMatch(/77485261[01]/);
    }
  });

  test("[J38] while the database is away a server says so and takes nothing; it goes on by itself", async () => {
    const [one, other] = [await start(), await start()];
    const screen = openScreen(one);
    await screen.shows(await tell(one, ringing(10)));
    const rival = createPostgres(databaseUrl, log);
    endings.push(rival.close);
    await rival.query("ALTER TABLE entry RENAME TO elsewhere");
    const health = async () => (await fetch(`${one.url}/api/health`)).status;
    await until(async () => (await health()) === 503);
    const refused = await fetch(`${one.url}/api/webhook/${trialConfig.webhookKey}?${ringing(11)}`);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    await rival.query("ALTER TABLE elsewhere RENAME TO entry");
    await until(async () => (await health()) === 200);
    const rev = await tell(other, ringing(12));
    await screen.shows(rev);
    expect(facts(await boardAt(one, rev))).toEqual(facts(await boardOf(other)));
  });
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
