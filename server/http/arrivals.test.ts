import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type App, createApp } from "#server/app.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { createArrivals, type SeenArrival } from "./arrivals.ts";
import { createSenderRule } from "./sender-rule.ts";

const key = trialConfig.webhookKey ?? "";
const ring =
  '{ "Event": "ringing", "Callerid": "05552221133", "User": "820", "Usertype": "queue", "Did": "", "Id": "230307114903_10-0" }';

let folder: string;
let journal: JournalStore;
let app: App;
let url: string;
const now = Date.parse("2026-03-02T12:00:00Z");

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-arrivals-"));
});
afterEach(async () => {
  await app.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(config: Partial<typeof trialConfig> = {}, inMemory = true): Promise<void> {
  journal = createMemoryJournal({ now: () => now });
  const kept = inMemory ? { journal, directory: new Map() } : {};
  app = createApp(
    { ...trialConfig, dataFolder: folder, ...config },
    { pages: false, log: createLogger("silent"), clock: { now: () => now }, ...kept },
  );
  ({ url } = await app.start());
}

/** biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every shape */
const get = async (path: string): Promise<any> => (await fetch(`${url}${path}`)).json();

async function post(path: string, body: object = {}) {
  const answer = await fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ by: "Ana", ...body }),
  });
  return { status: answer.status, body: await answer.json() };
}

function send(body: string, to = key, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/webhook/${to}`, { method: "POST", body, headers });
}

/** What the server says to bytes, until it closes. */
async function say(bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.resume();
  socket.write(bytes, "latin1");
  await once(socket, "close");
}

async function latest() {
  return (await get("/api/arrivals")).arrivals;
}

describe("a request to the webhook", () => {
  test("[Y8] that is taken is told with what it was recognised as, and without who called", async () => {
    await run();
    await send(ring);
    const [arrival] = await latest();
    expect(arrival).toMatchObject({
      id: 1,
      at: "2026-03-02T12:00:00.000Z",
      method: "POST",
      path: "/api/webhook/…",
      address: "127.0.0.1",
      key: "current",
      verdict: "taken",
      status: 200,
      events: [{ kind: "reached", name: null, queue: "820", extension: null, caller: true }],
      size: ring.length,
    });
    expect(arrival.start).toContain("•••••••••••");
    expect(JSON.stringify(arrival)).not.toContain("05552221133");
  });

  test("[Y8] that is refused is told with why, whatever the reason", async () => {
    await run();
    await send("hello?");
    await send("x", "wrong");
    await send(ring, key.slice(0, 20));
    await send("x".repeat(70_000));
    await send(ring, key, { "content-encoding": "gzip" });
    await fetch(`${url}/api/webhook/${key}`, { method: "PUT" });
    await fetch(`${url}/webhook/${key}?event=ringing`);
    await fetch(`${url}/api/webhook`, { method: "POST", body: ring });
    await say("\x16\x03\x01\x02\x00\x01\x00");
    await say("BREW /pot HTTP/1.1\r\n\r\n");
    const told = (await latest()).toReversed().map(({ verdict, status, key: which, flaw, path }: SeenArrival) => {
      return [verdict, status, which, flaw, path];
    });
    expect(told).toEqual([
      ["not-understood", 400, "current", null, "/api/webhook/…"],
      ["wrong-key", 401, "wrong", "cut-off", "/api/webhook/…"],
      ["too-large", 413, "current", null, "/api/webhook/…"],
      ["compressed", 415, "current", null, "/api/webhook/…"],
      ["wrong-method", 405, "current", null, "/api/webhook/…"],
      ["misdirected", 404, "current", null, "/webhook/…"],
      ["misdirected", 404, "none", null, "/api/webhook"],
      ["https", 400, "none", null, ""],
      ["unreadable", 400, "none", null, ""],
    ]);
    expect((await latest()).find(({ verdict }: SeenArrival) => verdict === "wrong-key").more).toBe(1);
    expect(JSON.stringify(await get("/api/arrivals"))).not.toContain(key);
  });

  test("[Y9] with a right key from where nobody may send is answered as a wrong one, and told as what it is", async () => {
    await run({ site: { ...trialConfig.site, senders: ["10.0.0.0/8"] }, proxies: ["127.0.0.1"] });
    const from = (address: string, to = key) => send(ring, to, { "x-forwarded-for": address });
    const [wrong, stranger, friend] = [await from("192.0.2.7", "no"), await from("192.0.2.7"), await from("10.1.2.3")];
    expect([wrong.status, stranger.status, friend.status]).toEqual([401, 401, 200]);
    expect(await stranger.text()).toBe(await wrong.text());
    expect(await latest()).toMatchObject([
      { address: "10.1.2.3", verdict: "taken" },
      { address: "192.0.2.7", verdict: "sender-not-allowed", key: "current", status: 401 },
      { address: "192.0.2.7", verdict: "wrong-key" },
    ]);
    for (let attempt = 0; attempt < 18; attempt += 1) await from("192.0.2.7");
    expect((await from("192.0.2.7")).status).toBe(429);
    expect((await from("10.1.2.3")).status).toBe(200);
  });

  test("[Y9] is let in as soon as the list of senders says so", async () => {
    await run({ site: { ...trialConfig.site, senders: ["10.0.0.0/8"] } });
    expect((await send(ring)).status).toBe(401);
    expect((await post("/api/site", { put: { senders: ["10.0.0.0/8", "127.0.0.1"] } })).status).toBe(200);
    expect((await send(ring)).status).toBe(200);
    expect((await post("/api/site", { put: { senders: ["10.0.0.0/33"] } })).status).toBe(400);
  });
});

test("[Y9] an address may send where one of the ranges holds it, bit by bit, or where there is no list", () => {
  const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 });
  const bitsOf = (address: number[]) => address.map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const range = fc.tuple(bytes, fc.integer({ min: 0, max: 32 }));
  fc.assert(
    fc.property(fc.array(range, { maxLength: 4 }), bytes, fc.boolean(), (ranges, asker, mapped) => {
      // Half of the time it is one of those that are listed, with another last bit.
      const [first] = ranges;
      const address = mapped && first ? first[0].map((byte, index) => (index === 3 ? byte ^ 1 : byte)) : asker;
      const mayUse = createSenderRule(() => ranges.map(([network, bits]) => `${network.join(".")}/${bits}`));
      const held = ranges.some(([network, bits]) => bitsOf(network).slice(0, bits) === bitsOf(address).slice(0, bits));
      expect(mayUse(address.join("."))).toBe(ranges.length === 0 || held);
      expect(mayUse(`::ffff:${address.join(".")}`)).toBe(ranges.length === 0 || held);
    }),
  );
});

test("[Y9] IPv6 ranges hold addresses however they are written", () => {
  const groups = fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 });
  const bitsOf = (address: number[]) => address.map((group) => group.toString(2).padStart(16, "0")).join("");
  const text = (address: number[]) => address.map((group) => group.toString(16)).join(":");
  fc.assert(
    fc.property(groups, fc.integer({ min: 0, max: 128 }), groups, fc.nat(127), (network, bits, other, kept) => {
      // Alike up to some bit, so that both answers come up.
      const together = bitsOf(network).slice(0, kept) + bitsOf(other).slice(kept);
      const address = Array.from({ length: 8 }, (_, index) =>
        Number.parseInt(together.slice(index * 16, index * 16 + 16), 2),
      );
      const mayUse = createSenderRule(() => [`${text(network)}/${bits}`]);
      expect(mayUse(text(address))).toBe(together.slice(0, bits) === bitsOf(network).slice(0, bits));
    }),
  );
});

describe("what is kept of arrivals", () => {
  const seen = (change: Partial<SeenArrival>): SeenArrival => ({
    method: "POST",
    path: "/api/webhook/…",
    address: "10.0.0.1",
    key: "current",
    flaw: null,
    verdict: "taken",
    status: 200,
    reason: null,
    events: [],
    size: 1,
    start: "",
    ...change,
  });

  test("[Y10] is bounded, and whoever knocks without a key pushes nothing out that came with one", async () => {
    await run();
    let clock = 0;
    const arrivals = createArrivals({ now: () => clock });
    for (let count = 0; count < 300; count += 1) arrivals.note(seen({}));
    for (let count = 0; count < 1_000; count += 1) {
      arrivals.note(seen({ key: "wrong", verdict: "wrong-key", status: 401, address: `10.0.${count % 250}.2` }));
      clock += 2_000;
    }
    const kept = arrivals.latest();
    expect(kept.filter(({ key: which }) => which === "current")).toHaveLength(200);
    expect(kept).toHaveLength(400);
    expect(kept.map(({ id }) => id)).toEqual(kept.map(({ id }) => id).toSorted((a, b) => b - a));
  });

  test("[Y10] of a flood is one line that counts, and is told in a handful of messages", async () => {
    await run();
    const arrivals = createArrivals({ now: () => 0 });
    const told: number[] = [];
    const stop = arrivals.subscribe(({ more }) => told.push(more));
    for (let count = 0; count < 1_000; count += 1) {
      arrivals.note(seen({ key: "wrong", verdict: "wrong-key", status: 429 }));
    }
    expect(arrivals.latest()).toMatchObject([{ more: 999 }]);
    expect(told).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]);
    stop();
    arrivals.note(seen({}));
    expect(told).toHaveLength(11);
  });
});

describe("a test event", () => {
  test("[Y11] comes in by the front door, is told as a test, and leaves no trace on the board or in the journal", async () => {
    await run({ site: { ...trialConfig.site, senders: ["10.0.0.0/8"] } });
    const before = await get("/api/board");
    expect(await post("/api/test-event")).toMatchObject({ status: 200, body: { status: 200 } });
    expect(await latest()).toMatchObject([
      { key: "test", verdict: "taken", events: [{ kind: "reached", queue: "820", caller: true }] },
    ]);
    expect(await get("/api/board")).toEqual(before);
    expect(await journal.head()).toBe(0);
    expect((await get("/api/health")).sinceStart.received).toBe(0);
    expect((await get("/api/arrivals")).lastEventAt).toBeNull();
  });
});

describe("the webhook's key", () => {
  test("[Y2] is shown to an admin until it is in use, and a new one takes over from it", async () => {
    await run({ webhookKey: null }, false);
    expect(await get("/api/webhook-key")).toMatchObject({ from: "server", showable: true, keys: [{ is: "current" }] });
    const { body: shown } = await post("/api/webhook-key/show");
    expect(shown.address).toMatch(new RegExp(`^${url}/api/webhook/[\\w-]{43}$`));
    expect((await fetch(shown.address, { method: "POST", body: ring })).status).toBe(200);
    expect(await get("/api/webhook-key")).toMatchObject({ showable: false });
    expect((await post("/api/webhook-key/show")).status).toBe(409);

    const { body: made } = await post("/api/webhook-key/rotate", { overlapHours: 24 });
    expect((await fetch(made.address, { method: "POST", body: ring })).status).toBe(200);
    expect((await fetch(shown.address, { method: "POST", body: ring })).status).toBe(200);
    expect(await latest()).toMatchObject([{ key: "previous" }, { key: "current" }, { key: "current" }]);
    expect((await get("/api/webhook-key")).keys).toMatchObject([
      { is: "current", until: null, lastUsedAt: "2026-03-02T12:00:00.000Z" },
      { is: "previous", until: "2026-03-03T12:00:00.000Z", lastUsedAt: "2026-03-02T12:00:00.000Z" },
    ]);
    expect((await post("/api/webhook-key/end")).status).toBe(200);
    expect((await fetch(shown.address, { method: "POST", body: ring })).status).toBe(401);
    expect(await latest()).toMatchObject([{ key: "ended", verdict: "wrong-key" }, {}, {}, {}]);
    const kinds = (await get("/api/audit")).entries.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["key-rotated", "key-rotated", "key-shown"]);
    expect(JSON.stringify(await get("/api/webhook-key"))).not.toContain(made.address.slice(-43));
  });

  test("[Y4] is not rotated for longer than a month, and not at all where the environment gives it", async () => {
    await run();
    expect((await post("/api/webhook-key/rotate", { overlapHours: 721 })).status).toBe(400);
    expect((await post("/api/webhook-key/rotate", { overlapHours: 1 })).status).toBe(409);
    expect(await get("/api/webhook-key")).toMatchObject({ from: "environment", showable: false });
  });
});

describe("deliveries", () => {
  test("[Y13] are listed masked, newest first and page by page; one as it came only by a deed that is written down", async () => {
    await run();
    await send(ring);
    await send("hello 420774852629");
    const all = await get("/api/deliveries?verdict=any&limit=1");
    expect(all).toMatchObject({
      refused: 1,
      deliveries: [{ seq: 2, reason: expect.any(String), events: [] }],
      next: 2,
    });
    expect(await get("/api/deliveries?verdict=any&limit=1&before=2")).toMatchObject({
      deliveries: [{ seq: 1, reason: null, events: [{ kind: "reached", queue: "820" }] }],
    });
    expect(await get("/api/deliveries?verdict=refused")).toMatchObject({ deliveries: [{ seq: 2 }], next: null });
    expect(JSON.stringify(await get("/api/deliveries?verdict=any"))).not.toMatch(/\d{11}(?!\d)/);
    expect(await post("/api/deliveries/reveal", { seq: 1 })).toEqual({
      status: 200,
      body: { body: ring, query: null },
    });
    expect((await post("/api/deliveries/reveal", { seq: 9 })).status).toBe(404);
    expect((await get("/api/audit")).entries).toMatchObject([{ kind: "delivery-read", about: { id: "1" } }]);
  });

  test("[Y14] that were refused once and are understood today leave the refused, once, and change nothing on the board", async () => {
    await run();
    await journal.append({ method: "POST", contentType: null, body: ring, query: null }, "An older parser said no.");
    await journal.append({ method: "POST", contentType: null, body: "hello?", query: null }, "It says nothing.");
    const before = await get("/api/board");
    expect(before.calls).toHaveLength(1);
    expect(await post("/api/deliveries/replay", { seq: 1 })).toMatchObject({
      body: { understood: true, reason: null, events: [{ kind: "reached", queue: "820" }] },
    });
    expect(await post("/api/deliveries/replay", { seq: 2 })).toMatchObject({ body: { understood: false } });
    expect(await post("/api/deliveries/replay", { seq: 1 })).toMatchObject({ body: { understood: true } });
    expect(await get("/api/deliveries?verdict=refused")).toMatchObject({ refused: 1, deliveries: [{ seq: 2 }] });
    expect(await get("/api/board")).toEqual(before);
    expect(await journal.head()).toBe(2);
  });

  test("[Y14] leave the refused in the file too", async () => {
    await run({}, false);
    await send("hello?");
    expect(await get("/api/deliveries?verdict=refused")).toMatchObject({ refused: 1 });
    await app.stop();
    // As the start of a version that understands it: the body becomes one that today's parser reads.
    const { DatabaseSync } = await import("node:sqlite");
    const database = new DatabaseSync(join(folder, "ringside.db"));
    database.prepare("UPDATE entry SET body = ? WHERE seq = 1").run(ring);
    database.close();
    await run({}, false);
    expect(await post("/api/deliveries/replay", { seq: 1 })).toMatchObject({ body: { understood: true } });
    await app.stop();
    await run({}, false);
    expect(await get("/api/deliveries?verdict=refused")).toMatchObject({ refused: 0, deliveries: [] });
  });
});
