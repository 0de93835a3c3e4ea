import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ScreenToServer, ServerToScreen } from "#lib/protocol/messages.ts";
import { type ClosedOffice, openClosedOffice, type Posted, postTo } from "./office-under-test.ts";

let now: number;
let folder: string;
let office: ClosedOffice;
let sockets: Socket[];

const token = "t".repeat(40);
const screens = {
  configured: { token, name: "Lobby", board: "all", look: { k: null, theme: "system", sound: false } as const },
  darkAfter: 120_000,
};

beforeEach(async () => {
  now = Date.UTC(2026, 2, 2, 12);
  folder = mkdtempSync(join(tmpdir(), "ringside-screens-"));
  sockets = [];
  office = await openClosedOffice(folder, { clock: { now: () => now } }, { screens });
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A TV's browser: it keeps cookies. */
function createTv() {
  const jar = new Map<string, string>();
  const keep = (headers: Headers) => {
    for (const line of headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0(?:;|$)/.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  return {
    jar,
    cookie,
    async ask(body: object = {}): Promise<Posted> {
      const posted = await postTo(office.url, "/api/pairing", body, { cookie: cookie() });
      keep(posted.headers);
      return posted;
    },
    /** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
    async look(): Promise<any> {
      const answer = await fetch(`${office.url}/api/pairing`, { headers: { cookie: cookie() } });
      keep(answer.headers);
      return answer.json();
    },
  };
}

const look = { k: 6.2, theme: "dark", sound: false };
const wish = { name: "Hall", board: "all", look, expiresAt: null };

const approve = (code: string, change: object = {}) =>
  office.admin.post("/api/screens/approve", { by: "-", code, ...wish, ...change });

async function paired(change: object = {}) {
  const tv = createTv();
  const { body } = await tv.ask();
  const approved = await approve(body.code, change);
  expect(approved.status).toBe(200);
  await tv.look();
  return { tv, id: approved.body.id as string };
}

function connect(cookie: string): Socket<ServerToScreen, ScreenToServer> {
  const socket = io(office.url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth: { board: "all" },
    extraHeaders: { cookie, origin: office.url },
  });
  sockets.push(socket);
  return socket;
}

const said = <Name extends keyof ServerToScreen>(socket: Socket<ServerToScreen, ScreenToServer>, name: Name) =>
  new Promise<unknown>((resolve) => {
    socket.once(name as never, resolve as never);
  });

async function listed(id: string) {
  const { screens: all } = await office.admin.get("/api/screens");
  return all.find((one: { id: string }) => one.id === id);
}

test("[V8] a TV has its token once an admin has approved its code, and nobody else has", async () => {
  const tv = createTv();
  const first = await tv.ask();
  expect(first.body).toMatchObject({ state: "pending", expiresIn: 600 });
  expect(first.body.approveAt).toBe(`${office.url}/admin/screens?code=${first.body.code}`);
  expect(first.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax; Path=\/; Max-Age=600$/);
  expect(await tv.look()).toMatchObject({ state: "pending", code: first.body.code });

  const onlooker = createTv();
  onlooker.jar.set("ringside-pairing", `${first.body.code}.${"A".repeat(43)}`);
  expect((await approve(first.body.code.toLowerCase())).status).toBe(200);
  expect(await onlooker.look()).toEqual({ state: "gone", unpaired: false });
  expect(await tv.look()).toEqual({ state: "screen", wall: "/wall/all?k=6.2&theme=dark" });

  const kept = tv.jar.get("ringside-screen") ?? "";
  expect(Buffer.from(kept, "base64url")).toHaveLength(32);
  const who = await (await fetch(`${office.url}/api/session`, { headers: { cookie: tv.cookie() } })).json();
  expect(who.who).toEqual({ is: "screen", name: "Hall", board: "all" });
  for (const file of ["access.db", "access.db-wal"]) {
    expect(readFileSync(join(folder, file)).includes(kept)).toBe(false);
  }
});

test("[V8] a token that was lost on its way is given anew, and the one before is none", async () => {
  const tv = createTv();
  const { body } = await tv.ask();
  await approve(body.code);
  const lost = createTv();
  for (const [name, value] of tv.jar) lost.jar.set(name, value);
  await lost.look();
  await tv.look();
  expect(tv.jar.get("ringside-screen")).not.toBe(lost.jar.get("ringside-screen"));
  lost.jar.delete("ringside-pairing");
  expect(await lost.look()).toEqual({ state: "gone", unpaired: true });
  expect((await tv.look()).state).toBe("screen");
});

test("[V9] a code is good once, for ten minutes, and until its TV asks for another", async () => {
  const tv = createTv();
  const used = (await tv.ask()).body.code;
  await approve(used);
  expect((await approve(used)).status).toBe(404);
  const other = createTv();
  const before = (await other.ask()).body.code;
  const after = (await other.ask()).body.code;
  expect((await approve(before)).status).toBe(404);
  now += 600_000;
  expect((await approve(after)).status).toBe(404);
  expect(await other.look()).toEqual({ state: "gone", unpaired: false });
  expect((await office.admin.get("/api/screens")).screens).toHaveLength(2);
});

test("[V9] who asks for too many codes, or tries too many, waits", async () => {
  for (let asked = 0; asked < 20; asked += 1) expect((await createTv().ask()).status).toBe(200);
  const refused = await createTv().ask();
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  for (let tried = 0; tried < 20; tried += 1) expect((await approve("CCCCCC")).status).toBe(404);
  expect((await approve("CCCCCC")).status).toBe(429);
  now += 60_000;
  expect((await createTv().ask()).status).toBe(200);
});

test("[V10] the start's token is a screen without approval, another is none, and only the start takes it back", async () => {
  const tv = createTv();
  expect((await tv.ask({ token: "u".repeat(40) })).status).toBe(401);
  const taken = await tv.ask({ token });
  expect(taken.body).toEqual({ state: "screen", wall: "/wall/all" });
  expect(tv.jar.get("ringside-screen")).toBe(token);
  expect(await listed("configured")).toMatchObject({ name: "Lobby", configured: true });
  expect((await office.admin.post("/api/screens/revoke", { by: "-", id: "configured" })).status).toBe(409);
  await office.stop();
  const without = { ...screens, configured: null };
  office = await openClosedOffice(folder, { clock: { now: () => now } }, { screens: without });
  expect(await tv.look()).toEqual({ state: "gone", unpaired: true });
});

test("[V11] a screen says how it is, hears what it is to do, and is cut off when its right ends", async () => {
  const { tv, id } = await paired();
  const socket = connect(tv.cookie());
  await said(socket, "snapshot");
  const status = { width: 1920, height: 1080, ratio: 1, sound: "off", build: "b1" } as const;
  socket.emit("status", status);
  await expect.poll(() => listed(id)).toMatchObject({ connected: true, status });

  const command = said(socket, "command");
  expect((await office.admin.post("/api/screens/command", { by: "-", id, do: "identify" })).status).toBe(200);
  expect(await command).toEqual({ do: "identify" });

  const dismissed = said(socket, "dismissed");
  expect((await office.admin.post("/api/screens/revoke", { by: "-", id })).status).toBe(200);
  expect(await dismissed).toBe("/tv");
  expect(await tv.look()).toEqual({ state: "gone", unpaired: true });
  expect(await tv.look()).toEqual({ state: "gone", unpaired: false });
  expect((await office.admin.post("/api/screens/command", { by: "-", id, do: "reload" })).status).toBe(404);
  const kinds = (await office.admin.get("/api/audit")).entries.map((entry: { kind: string }) => entry.kind);
  expect(kinds.filter((kind: string) => kind.startsWith("screen-"))).toEqual(["screen-revoked", "screen-approved"]);
});

test("[V11] what is changed reaches the screen: another board or look by a reload, another name at once", async () => {
  const { tv, id } = await paired();
  const sales = { id: "sales", name: "Sales", queues: ["820"], agents: null };
  const whole = { id: "all", name: "All", queues: null, agents: null };
  await office.admin.post("/api/site", { by: "-", put: { boards: [whole, sales] } });
  const socket = connect(tv.cookie());
  await said(socket, "snapshot");
  await expect.poll(() => listed(id)).toMatchObject({ connected: true });
  const command = said(socket, "command");
  const change = { by: "-", id, ...wish, name: "Atrium", board: "sales" };
  expect((await office.admin.post("/api/screens/change", change)).status).toBe(200);
  expect(await command).toEqual({ do: "reload" });
  expect((await tv.look()).wall).toBe("/wall/sales?k=6.2&theme=dark");

  const removal = await office.admin.post("/api/site", { by: "-", put: { boards: [whole] } });
  expect(removal.status).toBe(400);
  expect(removal.body.detail).toContain("Atrium");
  expect((await office.admin.post("/api/screens/change", { ...change, board: "none" })).status).toBe(400);
});

test("[V12] a right that was given until a day ends on it", async () => {
  const end = new Date(now + 60_000).toISOString();
  const { tv } = await paired({ expiresAt: end });
  const socket = connect(tv.cookie());
  await said(socket, "snapshot");
  const dismissed = said(socket, "dismissed");
  now += 60_000;
  expect(await dismissed).toBe("/tv");
  expect((await approve((await createTv().ask()).body.code, { expiresAt: end })).status).toBe(400);
});

test("[V13] a screen outlives a restart, and is told of as dark once it should have been back", async () => {
  const { tv, id } = await paired();
  const socket = connect(tv.cookie());
  await said(socket, "snapshot");
  await expect.poll(() => listed(id)).toMatchObject({ connected: true });
  await office.stop();
  office = await openClosedOffice(folder, { clock: { now: () => now } }, { screens });
  expect((await tv.look()).state).toBe("screen");
  expect((await office.admin.get("/api/screens/dark")).screens).toEqual([]);
  now += 119_000;
  expect((await office.admin.get("/api/health")).parts.screens).toMatchObject({ dark: 0 });
  now += 1_000;
  await expect.poll(() => listed(id), { timeout: 3_000 }).toMatchObject({ connected: false, dark: true });
  const { screens: dark } = await (await office.as("supervisor")).get("/api/screens/dark");
  expect(dark).toMatchObject([{ name: "Hall" }]);
  expect((await office.admin.get("/api/health")).parts.screens).toMatchObject({ ok: false, dark: 1 });

  const back = connect(tv.cookie());
  await said(back, "snapshot");
  await expect.poll(() => listed(id), { timeout: 3_000 }).toMatchObject({ connected: true, dark: false });
});

test("[V60] a test tone is told to a screen that may sound; else the answer says what to do", async () => {
  const tone = (of: string) => office.admin.post("/api/screens/command", { by: "-", id: of, do: "tone" });
  const status = { width: 1920, height: 1080, ratio: 1, build: "b1" } as const;
  const { tv, id } = await paired({ look: { ...look, sound: true } });
  expect((await tone(id)).body.detail).toMatch(/not connected/);
  const socket = connect(tv.cookie());
  await said(socket, "snapshot");
  socket.emit("status", { ...status, sound: "blocked" });
  await expect.poll(() => listed(id)).toMatchObject({ status: { sound: "blocked" } });
  expect(await tone(id)).toMatchObject({ status: 409, body: { detail: expect.stringMatching(/press OK/) } });

  socket.emit("status", { ...status, sound: "on" });
  await expect.poll(() => listed(id)).toMatchObject({ status: { sound: "on" } });
  const command = said(socket, "command");
  expect((await tone(id)).status).toBe(200);
  expect(await command).toEqual({ do: "tone" });

  expect((await tone((await paired()).id)).body.detail).toMatch(/No sound is wanted/);
});
