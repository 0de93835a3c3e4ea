import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import { createGivenKeys } from "#server/access/webhook-keys-given.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { type Arrivals, createArrivals } from "./arrivals.ts";
import { createStrays, type Strays } from "./arrivals-strays.ts";
import { createHops } from "./hops.ts";
import { createHttpServer, type Patience } from "./http-server.ts";
import { createIntake, type Intake } from "./intake.ts";
import { createKeyGate, type KeyGate } from "./key-gate.ts";
import type { Route } from "./route.ts";
import { createSenderRule } from "./sender-rule.ts";
import { createTestKeys, type TestKeys } from "./test-event-keys.ts";
import { webhookRoute } from "./webhook.ts";

const key = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";
const previousKey = "dGhlIGtleSBiZWZvcmUgdGhlIG9uZSBvZiB0b2RheQ";
const ring =
  '{ "Event": "ringing", "Callerid": "05552221133", "User": "202", "Usertype": "ext", "Did": "", "Id": "230307114903_10-0" }';
const ringQuery =
  "event=ringing&callerid=420774852629&user=800&usertype=other&did=DID-420222000320&id=230102104542_15-0";

let folder: string;
let now: number;
let journal: JournalStore;
let intake: Intake;
let gate: KeyGate;
let tests: TestKeys;
let senders: readonly string[];
let arrivals: Arrivals;
let strays: Strays;
let route: () => Route;
let server: Server;
let base: string;
let port: number;

beforeEach(async () => {
  now = 1_000;
  const clock = { now: () => now };
  const log = createLogger("silent");
  folder = mkdtempSync(join(tmpdir(), "ringside-webhook-"));
  journal = createSqliteJournal(join(folder, "journal.db"), clock);
  const keys = createGivenKeys(key, previousKey, clock);
  tests = createTestKeys(clock);
  senders = [];
  arrivals = createArrivals(clock);
  gate = createKeyGate({ keys, tests, mayUse: createSenderRule(() => senders), clock });
  strays = createStrays(arrivals, keys);
  route = () => webhookRoute({ gate, intake, keys, arrivals });
  intake = createIntake({ journal, log });
  await serve();
});

async function serve(patience?: Patience): Promise<void> {
  const parts = {
    routes: [route()],
    strays,
    servePage: null,
    gatekeeper: openGatekeeper,
    hops: createHops([], null),
    log: createLogger("silent"),
  };
  server = createHttpServer(patience ? { ...parts, patience } : parts);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  port = (server.address() as AddressInfo).port;
  base = `http://127.0.0.1:${port}/api/webhook`;
}

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

function post(body: BodyInit, headers: Record<string, string> = {}, path = `${base}/${key}`): Promise<Response> {
  return fetch(path, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
}

/** Everything the server says on one connection until it closes it. */
function exchange(...pieces: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let heard = "";
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
      heard += text;
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
    for (const piece of pieces) socket.write(piece);
  });
}

async function kept(): Promise<(string | null)[]> {
  return (await journal.read(0, 1_000)).map(({ delivery }) => delivery?.body ?? delivery?.query ?? null);
}

describe("a delivery", () => {
  test("[H1] by POST is kept as it came, and answered with its position", async () => {
    const answer = await post(ring);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await answer.json()).toEqual({ ok: true, rev: 1 });
    expect(await journal.read(0, 10)).toEqual([
      {
        seq: 1,
        at: 1_000,
        delivery: { method: "POST", contentType: "application/json", body: ring, query: null },
      },
    ]);
  });

  test("[H1] by GET is kept with its query as it came", async () => {
    const answer = await fetch(`${base}/${key}?${ringQuery}&title=a%20b+c`);
    expect(await answer.json()).toEqual({ ok: true, rev: 1 });
    expect(await journal.read(0, 10)).toMatchObject([
      { delivery: { method: "GET", contentType: null, body: null, query: `${ringQuery}&title=a%20b+c` } },
    ]);
  });

  test("[H1] of an unknown kind is kept and answered 200", async () => {
    expect((await post('{"Event":"parked","Id":"230307114903_10-0"}')).status).toBe(200);
    expect(intake.counts()).toMatchObject({ received: 1, unrecognised: 1, refused: 0 });
  });

  test("[H1] is taken at an address with a slash at its end, or an escaped key", async () => {
    expect((await post(ring, {}, `${base}/${key}/`)).status).toBe(200);
    expect((await post(ring, {}, `${base}/%5A${key.slice(1)}`)).status).toBe(200);
  });

  test("[H2] that is not understood is kept, counted, listed, and answered 400 with a reason", async () => {
    const answer = await post("hello?");
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const problem = await answer.json();
    expect(problem).toEqual({ type: "about:blank", title: "Not understood", status: 400, detail: expect.any(String) });
    expect(await journal.refused(100, 10)).toMatchObject([
      { entry: { seq: 1, delivery: { body: "hello?" } }, reason: problem.detail },
    ]);
    expect(intake.counts()).toMatchObject({ received: 1, refused: 1 });
  });

  test("[H2] on which the parser stumbles is kept all the same", async () => {
    const parse = () => {
      throw new Error("a bug");
    };
    const stumbling = createIntake({ journal, log: createLogger("silent"), parse });
    const answer = await stumbling.take(
      { method: "GET", contentType: null, body: null, query: ringQuery },
      () => undefined,
    );
    expect(answer.status).toBe(400);
    expect(await journal.refused(100, 10)).toMatchObject([{ entry: { delivery: { query: ringQuery } } }]);
  });

  test("[H2] of any text is kept exactly, and answered 200 or 400", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
        const { status } = await post(text);
        expect([200, 400]).toContain(status);
        expect((await kept()).at(-1)).toBe(text.toWellFormed());
      }),
      { numRuns: 50 },
    );
  });

  test("[H2] with nothing in it is kept and answered 400", async () => {
    expect((await post("")).status).toBe(400);
    expect((await fetch(`${base}/${key}`)).status).toBe(400);
    expect(await kept()).toEqual(["", ""]);
  });

  test("[H3] in another encoding than UTF-8 loses no letter", async () => {
    await post(Buffer.from('{"Event":"x","Title":"Dvo\xf8\xe1k"}', "latin1"), {
      "content-type": "application/json; charset=windows-1250",
    });
    await post(Buffer.from('{"Event":"x","Title":"caf\xe9"}', "latin1"));
    await post('{"Event":"x","Title":"Dvořák"}');
    expect(await kept()).toEqual([
      '{"Event":"x","Title":"Dvořák"}',
      '{"Event":"x","Title":"café"}',
      '{"Event":"x","Title":"Dvořák"}',
    ]);
  });

  test("[H3] in UTF-16 with its mark loses no letter, whatever is declared", async () => {
    const text = '{"Event":"x","Title":"Dvořák"}';
    const little = Buffer.from(`\ufeff${text}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const body of [little, big]) {
      for (const type of ["application/json", "application/json; charset=utf-8", "application/json; charset=utf-16"]) {
        expect((await post(body, { "content-type": type })).status).toBe(200);
      }
    }
    const texts = (await kept()).map((body) => body?.replace("\ufeff", ""));
    expect(texts).toHaveLength(6);
    expect(new Set(texts)).toEqual(new Set([text]));
  });

  test("[H4] whose query is sent raw, and whose headers come later, is taken", async () => {
    const raw = "event=parked&title=Answered call from 42 (0:07)&id=230102104542_15-1";
    const heard = await exchange(`GET /api/webhook/${key}?${raw} HTTP/1.1\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const two = `GET /api/webhook/${key}?${ringQuery} HTTP/1.1\r\n\r\nGET /api/webhook/${key}?${raw} HTTP/1.1\r\n\r\n`;
    await exchange(two);
    expect(await kept()).toEqual([raw, ringQuery]);
  });

  test("[H4] whose query is sent raw, with blanks and bare letters, is taken", async () => {
    const raw =
      "event=incoming&callerid=420774852629&title=Dvořák: Answered call from 420774852629 (0:07)&id=230102104542_15-1";
    const heard = await exchange(`GET /api/webhook/${key}?${raw} HTTP/1.1\r\nHost: ringside\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(heard).toMatch(/\{"ok":true,"rev":1\}$/);
    expect(await kept()).toEqual([raw]);
  });

  test("[H4] whose sender asks for HTTP/2 on a plain connection is taken", async () => {
    const heard = await exchange(
      `POST /api/webhook/${key} HTTP/1.1\r\nHost: ringside\r\nConnection: close, Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n` +
        `HTTP2-Settings: AAMAAABkAAQ\r\nContent-Length: ${ring.length}\r\n\r\n${ring}`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(await kept()).toEqual([ring]);
  });

  test("[H4] from HTTP/1.0, without a Host, or in the absolute form is taken", async () => {
    for (const line of [
      `GET /api/webhook/${key}?${ringQuery} HTTP/1.0\r\n\r\n`,
      `GET /api/webhook/${key}?${ringQuery} HTTP/1.1\r\nConnection: close\r\n\r\n`,
      `GET http://board.lan/api/webhook/${key}?${ringQuery} HTTP/1.1\r\nHost: board.lan\r\nConnection: close\r\n\r\n`,
    ]) {
      expect(await exchange(line)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    }
    expect(await kept()).toEqual([ringQuery, ringQuery, ringQuery]);
  });

  test("[H4] at an address with repeated slashes is taken", async () => {
    for (const address of [`//api/webhook/${key}`, `/api//webhook/${key}`, `/api/webhook//${key}//`]) {
      const heard = await exchange(
        `GET ${address}?${ringQuery} HTTP/1.1\r\nHost: ringside\r\nConnection: close\r\n\r\n`,
      );
      expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    }
    expect(await kept()).toEqual([ringQuery, ringQuery, ringQuery]);
  });
});

describe("a wrong key", () => {
  test("[H5] is answered 401, alike whatever else is wrong", async () => {
    const answers = await Promise.all([
      post(ring, {}, `${base}/${key.slice(0, -1)}`),
      post("hello?", {}, `${base}/x`),
      post(ring, { "content-encoding": "gzip" }, `${base}/x`),
      fetch(`${base}/x?${ringQuery}`),
      fetch(`${base}/`),
      fetch(`${base}/${key}x`),
      fetch(`${base}/%zz`),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(new Set(bodies).size).toBe(1);
    expect(await kept()).toEqual([]);
    expect(gate.refusals()).toBe(7);
    expect(intake.counts().received).toBe(0);
  });

  test("[H5] too often from one address is answered 429, and the right key still 200", async () => {
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 21; attempt += 1) statuses.push((await fetch(`${base}/x`)).status);
    expect(statuses).toEqual([...new Array(20).fill(401), 429]);
    const last = await fetch(`${base}/x`);
    expect(last.status).toBe(429);
    expect(last.headers.get("retry-after")).toBe("60");
    expect((await post(ring)).status).toBe(200);
    now += 60_001;
    expect((await fetch(`${base}/x`)).status).toBe(401);
  });
});

describe("what cannot be taken", () => {
  test("[H6] another method is answered 405 with those that can", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"]) {
      const answer = await fetch(`${base}/${key}`, { method });
      expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, "POST, GET"]);
    }
    expect(await kept()).toEqual([]);
  });

  test("[H7] a body of 64 KiB is taken, a byte more is answered 413", async () => {
    const padding = "x".repeat(64 * 1024 - '{"Event":"x","y":""}'.length);
    expect((await post(`{"Event":"x","y":"${padding}"}`)).status).toBe(200);
    expect((await post(`{"Event":"x","y":"${padding}x"}`)).status).toBe(413);
    expect(await kept()).toHaveLength(1);
  });

  test("[H7] a body without an end is answered 413 and cut off", async () => {
    const chunk = `8000\r\n${"x".repeat(0x8000)}\r\n`;
    const pieces = Array.from({ length: 100 }, () => chunk);
    const heard = await exchange(
      `POST /api/webhook/${key} HTTP/1.1\r\nHost: ringside\r\nTransfer-Encoding: chunked\r\n\r\n`,
      ...pieces,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 413 /);
    expect(await kept()).toEqual([]);
  });

  test("[H7] a query over 64 KiB is answered 413", async () => {
    expect((await fetch(`${base}/${key}?event=x&y=${"x".repeat(64 * 1024)}`)).status).toBe(413);
    expect((await fetch(`${base}/${key}?event=x&y=${"x".repeat(60 * 1024)}`)).status).toBe(200);
    expect((await fetch(`${base}/${key}?event=x&y=${"x".repeat(78 * 1024)}`)).status).toBe(413);
    expect((await fetch(`${base}/${key}?event=x&y=${"x".repeat(81 * 1024)}`)).status).toBe(431);
  });

  test("[H8] a compressed body is answered 415", async () => {
    expect((await post(ring, { "content-encoding": "gzip" })).status).toBe(415);
    expect((await post(ring, { "content-encoding": "identity" })).status).toBe(200);
  });

  test("[H9] garbage is answered 400 and the connection closed", async () => {
    for (const garbage of [
      "\x16\x03\x01\x02\x00\x01\x00",
      "BREW /pot HTTP/1.1\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "\r\n\r\n\0\0\0",
    ]) {
      expect(await exchange(garbage)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    }
  });

  test("[H9] a request smuggled behind two lengths is answered 400", async () => {
    const heard = await exchange(
      `POST /api/webhook/${key} HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(await kept()).toEqual([]);
  });

  test("[H9] a sender that does not come to an end is answered 408 and cut off", async () => {
    server.close();
    await serve({ headers: 100, request: 150, look: 20 });
    const heard = await Promise.all([
      exchange(`POST /api/webhook/${key} HTTP/1.1\r\nHost: a\r\nX-Slow: `),
      exchange(`POST /api/webhook/${key} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"Event"`),
    ]);
    for (const text of heard) expect(text).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(await kept()).toEqual([]);
  });

  test("[H9] whatever bytes come, the server goes on", async () => {
    const starts = [
      "",
      "GET ",
      `POST /api/webhook/${key} HTTP/1.1\r\n`,
      `GET /api/webhook/${key}?`,
      "PRI * HTTP/2.0\r\n",
    ];
    const bytes = fc.tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 300 }));
    await fc.assert(
      fc.asyncProperty(bytes, async ([begin, rest]) => {
        const socket = connect(port, "127.0.0.1");
        socket.on("error", () => {});
        socket.end(Buffer.concat([Buffer.from(begin), rest]));
        socket.resume();
        await once(socket, "close");
      }),
      { numRuns: 100 },
    );
    expect((await post(ring)).status).toBe(200);
  });

  test("[H9] an unknown upgrade is closed at once", async () => {
    expect(
      await exchange(
        "GET /_next/hmr HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n" +
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      ),
    ).toBe("");
  });

  test("[H9] an unknown address is answered 404", async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/secrets`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
  });

  test.each(["/calls/%ZZ", "/desk/%E0%A4%A", "/%", "/calls/%ff"])("[H31] %s is no address: 400", async (path) => {
    expect(await exchange(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
  });

  test("[H9] a sender that goes away in the middle leaves nothing behind", async () => {
    const socket = connect(port, "127.0.0.1");
    socket.write(`POST /api/webhook/${key} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"Event"`);
    await once(server, "request");
    socket.destroy();
    expect((await post(ring)).status).toBe(200);
    expect(await kept()).toEqual([ring]);
  });
});

describe("a journal that cannot be written", () => {
  test("[H10] is answered 503 with Retry-After, never 200, and 200 once it can be", async () => {
    const rival = new DatabaseSync(join(folder, "journal.db"));
    rival.exec("BEGIN IMMEDIATE");
    for (const body of [ring, "hello?"]) {
      const answer = await post(body);
      expect(answer.status).toBe(503);
      expect(answer.headers.get("retry-after")).toBe("2");
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    }
    rival.close();
    expect(await (await post(ring)).json()).toEqual({ ok: true, rev: 1 });
    expect(intake.counts()).toMatchObject({ received: 1, unsaved: 2 });
  });
});

describe("a flood", () => {
  test("[H33] is answered 503 with Retry-After where 4,000 wait already, and is not kept; the others are taken", async () => {
    const tell = () => undefined;
    const waiting = Array.from({ length: 4000 }, () => intake.take(byPost(ring), tell));
    let status = 0;
    const turnedAway = await intake.take(byPost(ring), (taken) => {
      status = taken.status;
    });
    expect(turnedAway).toMatchObject({ status: 503, headers: { "retry-after": "2" } });
    expect(status).toBe(503);
    const answers = await Promise.all(waiting);
    expect(answers.every((answer) => answer.status === 200)).toBe(true);
    expect(await journal.head()).toBe(4000);
    expect(await intake.take(byPost(ring), tell)).toMatchObject({ status: 200 });
    expect(intake.counts()).toMatchObject({ received: 4001, unsaved: 1 });
  });

  test("[H33] of large deliveries so many fewer may wait", async () => {
    const tell = () => undefined;
    const large = byPost(`{${" ".repeat(64 * 1024 - 2)}}`);
    const waiting = Array.from({ length: 128 }, () => intake.take(large, tell));
    expect(await intake.take(byPost(ring), tell)).toMatchObject({ status: 503 });
    await Promise.all(waiting);
    expect(await intake.take(byPost(ring), tell)).toMatchObject({ status: 200 });
  });

  test("[H34] from one connection is answered 503 beyond 32 that wait, and ends it; what was acknowledged is kept", async () => {
    const socket = connect(port, "127.0.0.1").setEncoding("latin1");
    const head = `POST /api/webhook/${key} HTTP/1.1\r\nhost: x\r\ncontent-length: ${ring.length}\r\n\r\n`;
    socket.write(`${head}${ring}`.repeat(100));
    let text = "";
    for await (const part of socket) text += part;
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual([...new Array(32).fill("200"), ...new Array(68).fill("503")]);
    expect(text.match(/retry-after: 2/g)).toHaveLength(68);
    expect(await journal.head()).toBe(32);
    expect((await post(ring)).status).toBe(200);
  });

  test("[H34] each request that was read has its answer, in order, before an orderly end, however much more was sent", async () => {
    const request = `POST /api/webhook/${key} HTTP/1.1\r\nhost: x\r\ncontent-length: ${ring.length}\r\n\r\n${ring}`;
    for (let time = 0; time < 3; time += 1) {
      const before = await journal.head();
      const socket = connect(port, "127.0.0.1").setEncoding("latin1");
      socket.write(request.repeat(5_000));
      let text = "";
      for await (const part of socket) text += part;
      const answers = text.split(/(?=HTTP\/1\.1 )/);
      const statuses = answers.map((answer) => answer.slice(9, 12));
      expect(statuses.length).toBeGreaterThan(32);
      expect(statuses).toEqual([...new Array(32).fill("200"), ...new Array(statuses.length - 32).fill("503")]);
      for (const answer of answers) {
        const [head = "", body] = answer.split("\r\n\r\n");
        expect(body).toHaveLength(Number(/content-length: (\d+)/i.exec(head)?.[1]));
      }
      expect(await journal.head()).toBe(before + 32);
    }
  });

  test("[H34] who does not end its half is waited for no longer than it takes to read the answers", async () => {
    const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true }).resume();
    const [taken] = await Promise.all([once(server, "connection"), once(socket, "connect")]);
    const request = `POST /api/webhook/${key} HTTP/1.1\r\nhost: x\r\ncontent-length: ${ring.length}\r\n\r\n${ring}`;
    socket.write(request.repeat(100));
    await Promise.all([once(socket, "end"), once(taken[0], "close")]);
    socket.destroy();
  });
});

describe("every answer", () => {
  test("[H11] is marked as data that nobody may keep, frame or run", async () => {
    for (const answer of [await post(ring), await post("?"), await fetch(`${base}/x`), await fetch(base)]) {
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      });
      expect(answer.headers.has("x-powered-by")).toBe(false);
      expect(answer.headers.has("server")).toBe(false);
    }
  });
});
