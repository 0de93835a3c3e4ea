import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { createSetupCode } from "./access/setup-code.ts";
import { createSharedCodes } from "./access/shared-setup-codes.ts";
import { createApp } from "./app.ts";
import { trialConfig } from "./config/trial-config.ts";
import { type ClosedOffice, firstAdmin, openClosedOffice, postTo, type Visitor } from "./http/office-under-test.ts";
import { createLogger } from "./log.ts";
import { createDatabaseUnderTest } from "./postgres/database-under-test.ts";
import { createPostgres } from "./postgres/postgres.ts";

type Page = Socket<ServerToScreen, ScreenToServer>;

let folder: string;
let databaseUrl: string;
let endings: (() => unknown)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-doors-"));
  databaseUrl = await createDatabaseUnderTest();
  endings = [];
});
afterEach(async () => {
  for (let end = endings.pop(); end; end = endings.pop()) await end();
  rmSync(folder, { recursive: true, force: true });
});

/** One more server, with a disk of its own. */
async function open(): Promise<ClosedOffice> {
  const office = await openClosedOffice(join(folder, `${endings.length}`), {}, { databaseUrl });
  endings.push(office.stop);
  return office;
}

/** The same browser, sent to another server by whatever stands before them. */
function at(office: ClosedOffice, { cookie }: Pick<Visitor, "cookie">) {
  return {
    get: async (path: string) => (await fetch(`${office.url}${path}`, { headers: { cookie } })).json(),
    status: async (path: string) => (await fetch(`${office.url}${path}`, { headers: { cookie } })).status,
    post: (path: string, body: object) => postTo(office.url, path, body, { cookie }),
    page: (auth: object = {}): Page => {
      const page: Page = io(office.url, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        auth,
        extraHeaders: { origin: office.url, cookie },
      });
      endings.push(() => page.disconnect());
      return page;
    },
  };
}

const shown = (page: Page) => new Promise((resolve) => page.once("snapshot", resolve));
const dismissed = (page: Page) => new Promise((resolve) => page.once("dismissed", resolve));

describe("who comes in at one of several servers", () => {
  test("[L405] is in at all of them, and out at all of them once ended at one: pages and live links", async () => {
    const [one, other] = [await open(), await open()];
    const bob = await one.as("supervisor");
    const there = at(other, bob);
    const { who } = await there.get("/api/session");
    expect(who).toMatchObject({ is: "account", role: "supervisor" });
    const page = there.page();
    await shown(page);
    const out = dismissed(page);
    expect((await one.admin.post("/api/sessions/revoke", { accountId: who.id })).status).toBe(200);
    expect(await out).toBe("/sign-in");
    expect(await there.status("/api/calls")).toBe(401);
  });

  test("[L405] has the role everywhere that an admin gave them at one, on a live link that stands too", async () => {
    const [one, other] = [await open(), await open()];
    const bob = await one.as("supervisor");
    const there = at(other, bob);
    const { who } = await there.get("/api/session");
    expect(await there.status("/api/floor")).toBe(200);
    const page = there.page();
    await shown(page);
    const again = shown(page);
    const less = { id: who.id, name: who.name, role: "agent", extension: "204" };
    expect((await one.admin.post("/api/accounts/change", less)).status).toBe(200);
    // As an agent sees it.
    await again;
    expect(await there.status("/api/floor")).toBe(403);
    const removed = dismissed(page);
    expect((await at(other, one.admin).post("/api/accounts/remove", { id: who.id })).status).toBe(200);
    await removed;
    expect((await at(one, bob).get("/api/session")).who).toEqual({ is: "nobody" });
  });

  test("[L406] of two admins who take each other's role at two servers at once one stays", async () => {
    const [one, other] = [await open(), await open()];
    const bob = await one.as("admin");
    const { accounts } = await one.admin.get("/api/accounts");
    const idOf = (role: (email: string) => boolean) => accounts.find(({ email }: { email: string }) => role(email)).id;
    const ada = idOf((email) => email === firstAdmin.email);
    const bobs = idOf((email) => email !== firstAdmin.email);
    const outcomes = await Promise.all([
      at(other, one.admin).post("/api/accounts/change", { id: bobs, name: "B", role: "agent", extension: null }),
      at(one, bob).post("/api/accounts/change", { id: ada, name: "A", role: "agent", extension: null }),
    ]);
    expect(outcomes.filter(({ status }) => status === 200)).toHaveLength(1);
    const told = await Promise.all([one.admin, bob].map((visitor) => visitor.get("/api/accounts")));
    const left = told.find((answer) => "accounts" in answer);
    expect(left.accounts.map(({ role }: { role: string }) => role).sort()).toEqual(["admin", "agent"]);
  });

  test("[L407] has as many tries as at one of them", async () => {
    const offices = [await open(), await open(), await open()];
    await offices[0]?.as("agent");
    const guess = (n: number) =>
      postTo(offices[n % 3]?.url ?? "", "/api/sign-in", { email: "agent-1@office.example", password: `guess ${n}` });
    const answers: number[] = [];
    for (let n = 0; n < 9; n += 1) answers.push((await guess(n)).status);
    expect(answers).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429]);
    const [one] = offices;
    expect(await one?.signIn(firstAdmin.email, firstAdmin.password)).toBeDefined();
  });

  test("[L405] by what no database holds is nobody, as elsewhere", async () => {
    const one = await open();
    const attempt = { email: "nobody\0@office.example", password: "a long way\0to nowhere" };
    expect((await postTo(one.url, "/api/sign-in", attempt)).status).toBe(401);
    expect((await one.admin.post("/api/accounts/password", { id: "\0", password: "a long way out" })).status).toBe(404);
    expect((await one.admin.post("/api/sessions/revoke", { accountId: "\0" })).status).toBe(200);
    expect((await one.admin.post("/api/screens/revoke", { id: "\0" })).status).toBe(404);
    expect((await fetch(`${one.url}/api/pairing`, { headers: { cookie: "ringside-pairing=%00" } })).status).toBe(200);
  });

  test("[I401] stands in one audit log, whichever server noted it", async () => {
    const [one, other] = [await open(), await open()];
    await one.as("agent");
    await other.as("supervisor");
    const [here, there] = [await one.admin.get("/api/audit"), await at(other, one.admin).get("/api/audit")];
    expect(there.entries).toEqual(here.entries);
    expect(here.entries.filter(({ kind }: { kind: string }) => kind === "account-made")).toHaveLength(2);
  });
});

describe("set-up", () => {
  const person = { name: "Ada First", email: "first@office.example", password: "a long way to the north" };

  async function startEmpty() {
    const config = { ...trialConfig, access: "closed" as const, databaseUrl, dataFolder: join(folder, "none") };
    const log = createLogger("silent");
    const app = createApp(config, { pages: false, passwordCost: { N: 2, r: 1, p: 1 }, log });
    const { url, setupCode } = await app.start();
    endings.push(app.stop);
    const setUp = (code: string, email = person.email) => postTo(url, "/api/setup", { ...person, email, code });
    return { url, code: setupCode ?? "", setUp, stop: app.stop };
  }

  test("[L406] of several set-ups at once at several servers one wins, by the code that any of them printed", async () => {
    const servers = await Promise.all([startEmpty(), startEmpty(), startEmpty()]);
    const codes = servers.map(({ code }) => code);
    expect(new Set(codes).size).toBe(3);
    const answers = await Promise.all(
      servers.map(({ setUp }, n) => setUp(codes[(n + 1) % 3] ?? "", `a${n}@office.example`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const session = await (await fetch(`${servers[2]?.url}/api/session`)).json();
    expect(session.setUp).toBe(true);
    const cookie =
      answers
        .find(({ status }) => status === 200)
        ?.headers.getSetCookie()[0]
        ?.split(";")[0] ?? "";
    const listed = await (await fetch(`${servers[1]?.url}/api/accounts`, { headers: { cookie } })).json();
    expect(listed.accounts).toHaveLength(1);
  });

  test("[L406] the code of a server that has stopped, or died without a word, is none any more", async () => {
    const [gone, stays] = [await startEmpty(), await startEmpty()];
    await gone.stop();
    expect((await stays.setUp(gone.code)).status).toBe(403);
    const postgres = createPostgres(databaseUrl, createLogger("silent"));
    endings.push(postgres.close);
    await postgres.query("INSERT INTO live_server VALUES ('dead', clock_timestamp() - interval '20 seconds', 0)");
    const dead = await createSetupCode(createSharedCodes(postgres, "dead"));
    expect((await stays.setUp(dead.text)).status).toBe(403);
    expect((await stays.setUp(stays.code)).status).toBe(200);
  });
});

describe("a TV", () => {
  const wish = { name: "Hall", board: "all", look: { k: null, theme: "system", sound: false }, expiresAt: null };

  const cookiesOf = (headers: Headers) => headers.getSetCookie().map((line) => line.split(";")[0] ?? "");

  test("[V301] asks one server for a code, is approved at another, and becomes a screen at a third", async () => {
    const [one, other, third] = [await open(), await open(), await open()];
    const asked = await postTo(one.url, "/api/pairing", {});
    const [pairing = ""] = cookiesOf(asked.headers);
    const tv = { cookie: pairing };
    expect(await at(third, tv).get("/api/pairing")).toMatchObject({ state: "pending", code: asked.body.code });
    const approve = () =>
      at(other, one.admin).post("/api/screens/approve", { by: "-", code: asked.body.code, ...wish });
    expect([(await approve()).status, (await approve()).status]).toEqual([200, 404]);
    const collected = await fetch(`${third.url}/api/pairing`, { headers: tv });
    expect(await collected.json()).toMatchObject({ state: "screen" });
    const screen = { cookie: cookiesOf(collected.headers).find((line) => line.startsWith("ringside-screen=")) ?? "" };

    const page = at(one, screen).page({ board: "all" });
    await shown(page);
    const listed = async () => (await at(other, one.admin).get("/api/screens")).screens;
    await expect.poll(listed, { timeout: 20_000 }).toMatchObject([{ name: "Hall", connected: true }]);
    const [{ id }] = await listed();
    const told = new Promise((resolve) => page.once("command", resolve));
    expect((await at(other, one.admin).post("/api/screens/command", { id, do: "identify" })).status).toBe(200);
    expect(await told).toEqual({ do: "identify" });
    const out = dismissed(page);
    expect((await at(third, one.admin).post("/api/screens/revoke", { id })).status).toBe(200);
    expect(await out).toBe("/tv");
  });
});

describe("what arrives", () => {
  test("[Y17] at one server is seen at another as it arrives, and afterwards; so is the test event of any", async () => {
    const [one, other] = [await open(), await open()];
    const page = at(other, one.admin).page();
    await shown(page);
    await new Promise<void>((resolve) => page.emit("watch-arrivals", resolve));
    const heard = new Promise<Arrival>((resolve) => page.once("arrival", resolve));
    await one.tell("event=ringing&user=804&usertype=queue&callerid=420774852610&did=&id=230102104542_10-0");
    expect(await heard).toMatchObject({ verdict: "taken", key: "current", events: [{ queue: "804" }] });
    const listed = async () => (await at(other, one.admin).get("/api/arrivals")).arrivals;
    expect(await listed()).toMatchObject([{ verdict: "taken", id: 1 }]);
    expect(JSON.stringify(await listed())).not.toContain("774852610");

    const tests = new Promise<Arrival>((resolve) => page.once("arrival", resolve));
    expect(await one.admin.post("/api/test-event", {})).toMatchObject({ status: 200, body: { status: 200 } });
    expect(await tests).toMatchObject({ key: "test", verdict: "taken" });
    expect((await at(other, one.admin).post("/api/test-event", {})).body.status).toBe(200);
    expect((await listed()).map(({ key, id }: Arrival) => [key, id])).toEqual([
      ["test", 3],
      ["test", 2],
      ["current", 1],
    ]);
  });
});
