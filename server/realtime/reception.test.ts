import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { io, type Socket } from "socket.io-client";
import { afterEach, describe, expect, test } from "vitest";
import { permissionOf } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import { saidAccess, toldAccess } from "#lib/access/socket-access.ts";
import type { Act } from "#lib/board/act.ts";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import type { DeltaOnWire, ScreenToServer, ServerToScreen, Snapshot } from "#lib/protocol/messages.ts";
import { noLatencies } from "#lib/screens/screen-latency.ts";
import type { ScreenCommand, ScreenStatus } from "#lib/screens/screen-status.ts";
import { inboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { AccessUnavailable, type EndedRight, type Gatekeeper } from "#server/access/gatekeeper.ts";
import type { ScreenPresence } from "#server/access/screen-presence.ts";
import { anyHost, type HostRule, loopbackHosts } from "#server/http/known-hosts.ts";
import { createLogger } from "#server/log.ts";
import { createRealtime } from "./realtime.ts";

type Page = Socket<ServerToScreen, ScreenToServer>;

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const admin: Principal = {
  is: "account",
  accountId: "1",
  sessionId: "s1",
  name: "Ana",
  role: "admin",
  extension: null,
};
const supervisor: Principal = { ...admin, role: "supervisor" };
const agent: Principal = { ...admin, accountId: "2", sessionId: "s2", role: "agent", extension: "201" };
const screen: Principal = { is: "screen", screenId: "tv", name: "Hall", board: "all" };
const everyone: Readonly<Record<string, Principal>> = {
  nobody: { is: "nobody" },
  open: { is: "open" },
  admin,
  supervisor,
  agent,
  screen,
};

/** Knows people by the name that they send as their cookie. */
function createDoor() {
  const known = new Map(Object.entries(everyone));
  const listeners = new Set<(right: EndedRight) => void>();
  const held: (() => void)[] = [];
  let holding = false;
  let away = false;
  const find = ({ cookie = "nobody" }: IncomingHttpHeaders) => known.get(cookie) ?? { is: "nobody" as const };
  const gatekeeper: Gatekeeper = {
    principalOf(headers) {
      if (away) return Promise.reject(new AccessUnavailable("The database is away."));
      const found = find(headers);
      return holding ? new Promise((resolve) => held.push(() => resolve(found))) : found;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    gatekeeper,
    /** From here on it takes its time to answer, until it is let go. */
    hold() {
      holding = true;
    },
    waiting: () => held.length,
    letGo() {
      holding = false;
      for (const answer of held.splice(0)) answer();
    },
    /** From here on it can look up nobody. */
    lose() {
      away = true;
    },
    become(name: string, principal: Principal) {
      known.set(name, principal);
    },
    end(right: EndedRight) {
      for (const listener of listeners) listener(right);
    },
  };
}

function createHall() {
  const pages = new Map<string, { command: (command: ScreenCommand) => void; told: ScreenStatus[]; there: boolean }>();
  const presence: ScreenPresence = {
    join(screenId, command) {
      const page = { command, told: [] as ScreenStatus[], there: true };
      pages.set(screenId, page);
      return {
        status: (told) => void page.told.push(told),
        leave() {
          page.there = false;
        },
      };
    },
  };
  return { presence, pages };
}

async function createStage(isKnownHost: HostRule = anyHost) {
  const time = createVirtualTime(storyStart);
  const door = createDoor();
  const hall = createHall();
  const story = startStory();
  const boardListeners = new Set<() => void>();
  const arrivalListeners = new Set<(arrival: Arrival) => void>();
  const httpServer = createServer();
  const realtime = createRealtime({
    httpServer,
    projector: {
      state: story.state,
      subscribe(listener) {
        boardListeners.add(listener);
        return () => boardListeners.delete(listener);
      },
    },
    gatekeeper: door.gatekeeper,
    presence: hall.presence,
    arrivals: {
      subscribe(listener) {
        arrivalListeners.add(listener);
        return () => arrivalListeners.delete(listener);
      },
    },
    clock: time,
    servedBy: { sample: false, build: "b" },
    allowedOrigins: new Set(),
    isKnownHost,
    log: createLogger("silent"),
    after: time.after,
  });
  httpServer.listen(0, "127.0.0.1");
  await once(httpServer, "listening");
  const { port } = httpServer.address() as AddressInfo;
  endings.push(async () => {
    const closed = realtime.close();
    const passing = setInterval(() => time.pass(100), 5);
    await closed;
    clearInterval(passing);
    httpServer.closeAllConnections();
    httpServer.close();
  });
  const show = () => {
    for (const listener of boardListeners) listener();
  };
  return {
    time,
    door,
    hall,
    realtime,
    url: `http://127.0.0.1:${port}`,
    port,
    ring(number: number, phone = "202") {
      const call = inboundCall(`260302090000_${number}`, `0555000111${number}`);
      story.tell(0, call.reaches("820", "queue"), call.reaches(phone, "ext"));
      show();
    },
    settle(put: Extract<Act, { of: "site" }>["put"]) {
      story.act(0, { of: "site", by: "Ana", put });
      show();
    },
    arrive(content: Arrival) {
      for (const listener of arrivalListeners) listener(content);
    },
  };
}

type Stage = Awaited<ReturnType<typeof createStage>>;

function openPage({ url }: Pick<Stage, "url">, name: string, auth: object = {}, headers: object = {}): Page {
  const page: Page = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders: { origin: url, cookie: name, ...headers },
  });
  endings.push(() => page.disconnect());
  return page;
}

const snapshotOf = (page: Page) => new Promise<Snapshot>((resolve) => page.once("snapshot", resolve));
const deltaOf = (page: Page) => new Promise<DeltaOnWire>((resolve) => page.once("delta", resolve));
const dismissalOf = async (page: Page) => {
  const to = await new Promise((resolve) => page.once("dismissed", resolve));
  if (page.connected) await new Promise((resolve) => page.once("disconnect", resolve));
  return to;
};

/** Resolves when the server has dealt with all that a page has said. */
async function heardOut(stage: Stage, page: Page): Promise<void> {
  const told = snapshotOf(page);
  page.emit("resync");
  const passing = setInterval(() => stage.time.pass(100), 5);
  await told;
  clearInterval(passing);
}

const arrival = { id: 1, at: "2026-03-02T09:00:00.000Z", verdict: "taken" } as unknown as Arrival;
const status: ScreenStatus = { width: 1920, height: 1080, ratio: 1, sound: "off", build: "b", latency: null };

describe("who gets to see what", () => {
  test.each([
    { name: "open", caller: "05550001111" },
    { name: "admin", caller: "05550001111" },
    { name: "supervisor", caller: "05550001111" },
    { name: "agent", caller: "•••" },
    { name: "screen", caller: "•••" },
  ])("[M3] $name is shown a call that rings at another's phone from $caller", async ({ name, caller }) => {
    const stage = await createStage();
    stage.ring(1);
    const { board } = await snapshotOf(openPage(stage, name));
    expect(board.calls.map((call) => call.caller)).toEqual([caller]);
  });

  test("[M5] an agent sees a caller whole while the phone rings that is the agent's, and other agents do not", async () => {
    const stage = await createStage();
    stage.door.become("other", { ...agent, accountId: "3", sessionId: "s3", extension: "203" });
    const [own, other] = [openPage(stage, "agent"), openPage(stage, "other")];
    await Promise.all([snapshotOf(own), snapshotOf(other)]);
    const told = Promise.all([deltaOf(own), deltaOf(other)]);
    stage.ring(1, "201");
    const callers = (await told).map(({ put }) => put?.calls?.map(({ caller }) => caller));
    expect(callers).toEqual([["05550001111"], ["•••"]]);
  });

  test("[M6] a page that shows a wall gets that wall's board, masked, whoever looks; a screen gets its own alone", async () => {
    const stage = await createStage();
    stage.settle({ boards: [{ id: "sales", name: "Sales", queues: ["821"], agents: null }] });
    stage.ring(1);
    stage.time.pass(100);
    const asked = await snapshotOf(openPage(stage, "admin", { board: "all" }));
    expect(asked.board.calls.map(({ caller, queue }) => [caller, queue])).toEqual([["•••", "820"]]);
    const sales = await snapshotOf(openPage(stage, "admin", { board: "sales" }));
    expect([sales.board.calls, sales.board.today, sales.site.board]).toEqual([
      [],
      null,
      { id: "sales", name: "Sales" },
    ]);
    stage.door.become("screen", { ...screen, board: "sales" });
    expect((await snapshotOf(openPage(stage, "screen", { board: "all" }))).site.board?.id).toBe("sales");
    const none = await snapshotOf(openPage(stage, "open", { board: "no such" }));
    expect([none.site.board, none.board.calls, none.board.queues, none.board.agents]).toEqual([null, [], [], []]);
  });

  test.each([
    { put: { masking: "last-three" as const }, shows: "•••111" },
    { put: { masking: "all" as const }, shows: "05550001111" },
  ])("[M8] a change of $put reaches screens at once, as a snapshot", async ({ put, shows }) => {
    const stage = await createStage();
    stage.ring(1);
    stage.time.pass(100);
    const page = openPage(stage, "screen");
    await snapshotOf(page);
    const changed = snapshotOf(page);
    stage.settle(put);
    expect((await changed).board.calls.map(({ caller }) => caller)).toEqual([shows]);
    stage.time.pass(100);
    const next = deltaOf(page);
    stage.ring(2);
    expect((await next).put?.calls?.map(({ caller }) => caller)).toEqual([shows.replace(/111$/, "112")]);
  });
});

describe("who is no longer to see it", () => {
  test.each([
    { name: "nobody", auth: {}, to: "/sign-in" },
    { name: "nobody", auth: { board: "all" }, to: "/tv" },
  ])("[M9] $name with $auth is sent to $to, and told nothing", async ({ name, auth, to }) => {
    const stage = await createStage();
    const page = openPage(stage, name, auth);
    const kinds: string[] = [];
    page.onAny((kind: string) => kinds.push(kind));
    expect(await dismissalOf(page)).toBe(to);
    expect(kinds).toEqual(["dismissed"]);
    expect(stage.realtime.counts().screens).toBe(0);
  });

  test.each<{ name: string; auth: object; right: EndedRight; to: string }>([
    { name: "admin", auth: {}, right: { of: "session", sessionId: "s1" }, to: "/sign-in" },
    { name: "agent", auth: {}, right: { of: "account", accountId: "2" }, to: "/sign-in" },
    { name: "admin", auth: { board: "all" }, right: { of: "session", sessionId: "s1" }, to: "/sign-in" },
    { name: "screen", auth: { board: "all" }, right: { of: "screen", screenId: "tv" }, to: "/tv" },
  ])("[M9] $name whose right ends ($right.of) is parted from as it ends", async ({ name, auth, right, to }) => {
    const stage = await createStage();
    const [page, bystander] = [openPage(stage, name, auth), openPage(stage, "open")];
    await Promise.all([snapshotOf(page), snapshotOf(bystander)]);
    const heard: string[] = [];
    page.onAny((kind: string) => heard.push(kind));
    stage.door.become(name, { is: "nobody" });
    stage.door.end(right);
    expect(await dismissalOf(page)).toBe(to);
    const told = deltaOf(bystander);
    stage.ring(1);
    await told;
    expect(heard.filter((kind) => kind !== "dismissed")).toEqual([]);
    expect(stage.realtime.counts().screens).toBe(1);
  });

  test("[M9] one whose right ends while it is looked up is not let in by what it was", async () => {
    const stage = await createStage();
    stage.door.hold();
    const page = openPage(stage, "admin");
    await expect.poll(() => stage.door.waiting()).toBe(1);
    stage.door.become("admin", { is: "nobody" });
    stage.door.end({ of: "session", sessionId: "s1" });
    const dismissed = dismissalOf(page);
    stage.door.letGo();
    expect(await dismissed).toBe("/sign-in");
    expect(stage.realtime.counts().joined).toBe(0);
  });

  test("[L404] where nobody can be looked up, who is in stays, nobody new comes in, and whose right ends is parted from", async () => {
    const stage = await createStage();
    const [page, other] = [openPage(stage, "supervisor"), openPage(stage, "agent")];
    await Promise.all([snapshotOf(page), snapshotOf(other)]);
    stage.door.lose();
    stage.time.pass(60_000);
    const newcomer = openPage(stage, "admin");
    await new Promise((resolve) => newcomer.once("disconnect", resolve));
    const told = deltaOf(page);
    stage.ring(1);
    await told;
    expect([page.connected, other.connected]).toEqual([true, true]);
    stage.door.end({ of: "account", accountId: "2" });
    await new Promise((resolve) => other.once("disconnect", resolve));
    expect(stage.realtime.counts().screens).toBe(1);
  });

  test("[M9] a right that runs out in silence is noticed within a minute", async () => {
    const stage = await createStage();
    const page = openPage(stage, "supervisor");
    await snapshotOf(page);
    stage.door.become("supervisor", { is: "nobody" });
    const dismissed = dismissalOf(page);
    stage.time.pass(60_000);
    expect(await dismissed).toBe("/sign-in");
  });

  test("[M9] a role that changes changes what is seen, at once", async () => {
    const stage = await createStage();
    stage.ring(1);
    const page = openPage(stage, "supervisor");
    await snapshotOf(page);
    const moved = snapshotOf(page);
    stage.door.become("supervisor", { ...admin, role: "agent", extension: "201" });
    stage.door.end({ of: "account", accountId: "1" });
    expect((await moved).board.calls.map(({ caller }) => caller)).toEqual(["•••"]);
    stage.time.pass(100);
    const next = deltaOf(page);
    stage.ring(2);
    expect((await next).put?.calls?.map(({ caller }) => caller)).toEqual(["•••"]);
  });
});

describe("who may say and hear what", () => {
  const events = Object.keys(saidAccess) as (keyof typeof saidAccess)[];
  const cases = Object.keys(everyone)
    .filter((name) => name !== "nobody")
    .flatMap((name) => events.map((event) => ({ name, event })));

  test.each(cases)("[M10] $event, said by $name, is heard as its rule says", async ({ name, event }) => {
    const stage = await createStage();
    const page = openPage(stage, name);
    const arrivals: unknown[] = [];
    page.on("arrival", (content) => arrivals.push(content));
    await snapshotOf(page);
    page.emit(event as "status", status);
    await heardOut(stage, page);
    stage.arrive(arrival);
    await heardOut(stage, page);
    const granted = permissionOf(saidAccess[event], everyone[name] as Principal) === "granted";
    expect(stage.realtime.counts().forbidden).toBe(granted ? 0 : 1);
    expect(arrivals).toEqual(granted && event === "watch-arrivals" ? [arrival] : []);
    expect(stage.hall.pages.get("tv")?.told ?? []).toEqual(granted && event === "status" ? [status] : []);
  });

  test("[M10] every event of the protocol has a rule, and what has none is nobody's to say", async () => {
    expect(Object.keys(toldAccess).sort()).toEqual([
      "arrival",
      "command",
      "delta",
      "dismissed",
      "heartbeat",
      "snapshot",
    ]);
    const stage = await createStage();
    const page = openPage(stage, "admin");
    await snapshotOf(page);
    for (const name of ["command", "toString", "__proto__", "arrival"]) page.emit(name as "status", status);
    await heardOut(stage, page);
    expect(stage.realtime.counts().forbidden).toBe(4);
  });

  test("[M10] what a page says before it is known whose it is, is heard once it is", async () => {
    const stage = await createStage();
    stage.door.hold();
    const page = openPage(stage, "screen");
    page.on("connect", () => page.emit("status", status));
    await expect.poll(() => stage.door.waiting()).toBe(1);
    const begun = snapshotOf(page);
    stage.door.letGo();
    await begun;
    await heardOut(stage, page);
    expect(stage.hall.pages.get("tv")?.told).toEqual([status]);
  });

  test("[M10] who may be told of arrivals hears when that has begun, and nobody else does", async () => {
    const stage = await createStage();
    const begun: string[] = [];
    for (const name of ["admin", "supervisor"] as const) {
      const page = openPage(stage, name);
      await snapshotOf(page);
      page.emit("watch-arrivals", () => begun.push(name));
      await heardOut(stage, page);
    }
    expect(begun).toEqual(["admin"]);
  });

  test("[M10] an admin who is one no longer is told of no more arrivals", async () => {
    const stage = await createStage();
    const page = openPage(stage, "admin");
    const arrivals: unknown[] = [];
    page.on("arrival", (content) => arrivals.push(content));
    await snapshotOf(page);
    page.emit("watch-arrivals", () => undefined);
    await heardOut(stage, page);
    stage.door.become("admin", supervisor);
    stage.door.end({ of: "account", accountId: "1" });
    await heardOut(stage, page);
    stage.arrive(arrival);
    await heardOut(stage, page);
    expect(arrivals).toEqual([]);
  });

  test("[M11] a screen's page does what the screen is told, and is gone when it leaves; a broken status is none", async () => {
    const stage = await createStage();
    const page = openPage(stage, "screen");
    await snapshotOf(page);
    const told = new Promise((resolve) => page.once("command", resolve));
    stage.hall.pages.get("tv")?.command({ do: "identify" });
    expect(await told).toEqual({ do: "identify" });
    for (const broken of [null, "big", { ...status, width: -1 }, { ...status, sound: "loud" }]) {
      page.emit("status", broken as unknown as ScreenStatus);
    }
    await heardOut(stage, page);
    expect(stage.hall.pages.get("tv")?.told).toEqual([]);
    page.disconnect();
    await expect.poll(() => stage.hall.pages.get("tv")?.there).toBe(false);
  });
});

describe("how long it took to the frame that showed it", () => {
  const counts = noLatencies.counts.with(1, 3);

  test("[P14] a screen's counts stand in the server's histogram, and what it measured lately in its status", async () => {
    const stage = await createStage();
    const page = openPage(stage, "screen");
    await snapshotOf(page);
    const latency = { p50: 14, p95: 19, samples: 3, uncertainty: 1.5 };
    page.emit("status", { ...status, latency, latencies: { counts, sum: 45 } });
    await heardOut(stage, page);
    expect(stage.hall.pages.get("tv")?.told).toEqual([{ ...status, latency }]);
    expect(stage.realtime.latency()).toMatchObject({ count: 3, sum: 0.045 });
  });

  test("[P14] what nobody can have counted is not taken, and the rest of the status is", async () => {
    const stage = await createStage();
    const page = openPage(stage, "screen");
    await snapshotOf(page);
    for (const latencies of [
      { counts: [1], sum: 1 },
      { counts, sum: -1 },
      { counts: counts.with(0, 0.5), sum: 45 },
    ]) {
      page.emit("status", { ...status, latencies });
    }
    await heardOut(stage, page);
    expect(stage.hall.pages.get("tv")?.told).toEqual([status, status, status]);
    expect(stage.realtime.latency().count).toBe(0);
  });

  test("[P15] a page that asks is told the server's clock", async () => {
    const stage = await createStage();
    const page = openPage(stage, "screen");
    await snapshotOf(page);
    stage.time.pass(1234);
    const at = await new Promise((resolve) => page.emit("clock", resolve));
    expect(at).toBe(storyStart + 1234);
  });
});

describe("a server that is open to whoever reaches it", () => {
  test.each([
    { host: "localhost", result: "connected" },
    { host: "127.0.0.1", result: "connected" },
    { host: "[::1]", result: "connected" },
    { host: "rebound.example", result: "refused" },
    { host: "127.0.0.1.rebound.example", result: "refused" },
    { host: "localhost@rebound.example", result: "refused" },
  ])("[M12] named $host by a page of that very name: $result", async ({ host, result }) => {
    const stage = await createStage(loopbackHosts);
    const named = { host: `${host}:${stage.port}`, origin: `http://${host}:${stage.port}` };
    const page = openPage(stage, "open", {}, named);
    const outcome = await Promise.race([
      snapshotOf(page).then(() => "connected"),
      new Promise((resolve) => page.once("connect_error", () => resolve("refused"))),
    ]);
    expect(outcome).toBe(result);
  });

  test("[M12] control: without the rule a name that leads here is let in", async () => {
    const stage = await createStage();
    const named = { host: `rebound.example:${stage.port}`, origin: `http://rebound.example:${stage.port}` };
    expect((await snapshotOf(openPage(stage, "open", {}, named))).version).toBe(0);
  });
});
