import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CallRecord } from "#lib/board/board.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { createNotes } from "#server/access/audit-under-test.ts";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import { type App, createApp } from "#server/app.ts";
import { type ArchiveFilter, ArchiveUnavailable, type ListedCall } from "#server/archive/call-archive.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createLogger } from "#server/log.ts";
import { callsRoutes } from "./calls-routes.ts";
import { createHops } from "./hops.ts";
import { createHttpServer } from "./http-server.ts";

const webhookKey = "Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk";
const day = 24 * 3_600_000;
const log = createLogger("silent");

describe("the calls of days", () => {
  let folder: string;
  let app: App;
  let url: string;
  let now: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "ringside-calls-"));
    now = Date.UTC(2026, 2, 2, 12);
    await start();
    for (const n of [10, 11, 12]) {
      await tell(...lostCall(n), ...dialledCall(n + 10));
      now += day;
    }
  });
  afterEach(async () => {
    await app.stop();
    rmSync(folder, { recursive: true });
  });

  async function start(): Promise<void> {
    app = createApp(
      { ...trialConfig, dataFolder: folder, webhookKey },
      { pages: false, clock: { now: () => now }, log },
    );
    ({ url } = await app.start());
  }

  async function tell(...queries: string[]): Promise<void> {
    for (const query of queries) {
      expect((await fetch(`${url}/api/webhook/${webhookKey}?${query}`)).status).toBe(200);
      now += 1_000;
    }
  }

  function lostCall(n: number): string[] {
    const common = `callerid=4207748526${n}&did=&id=230102104542_${n}-0`;
    return [
      `event=ringing&user=805&usertype=queue&${common}`,
      `event=incoming&user=805&finishtype=Missed&transfer=False&title=Missed call by queue 805&${common}`,
    ];
  }

  function dialledCall(n: number): string[] {
    const common = `callerid=4207748526${n}&user=109&id=230102104542_${n}-0`;
    return [`event=dialing&${common}`, `event=outgoing&finishtype=Missed&transfer=False&${common}`];
  }

  async function page(query: string): Promise<{ readonly calls: readonly CallRecord[]; readonly next: string | null }> {
    return (await (await fetch(`${url}/api/calls?${query}`)).json()) as Awaited<ReturnType<typeof page>>;
  }

  const ids = async (query: string) => (await page(query)).calls.map(({ id }) => id.slice(-2));

  test("[K7] are listed newest first over all days, and filtered", async () => {
    expect(await ids("")).toEqual(["22", "12", "21", "11", "20", "10"]);
    expect(await ids("direction=outbound")).toEqual(["22", "21", "20"]);
    expect(await ids("lostIn=queue&queue=805")).toEqual(["12", "11", "10"]);
    expect(await ids("lostIn=ringing")).toEqual([]);
    expect(await ids("to=2026-03-04&direction=inbound")).toEqual(["11", "10"]);
    expect(await ids("caller=2611")).toEqual(["11"]);
    expect(await ids("caller=nobody")).toEqual([]);
    for (const odd of ["direction=sideways", "lostIn=space"]) {
      expect([odd, (await fetch(`${url}/api/calls?${odd}`)).status]).toEqual([odd, 400]);
    }
  });

  test("[K7] come in pages that stay in step while calls come in, move to the archive, and the server starts again", async () => {
    const seen: string[] = [];
    let next: string | null = "";
    for (let pages = 0; next !== null && pages < 9; pages += 1) {
      const found: Awaited<ReturnType<typeof page>> = await page(`limit=2&cursor=${next}`);
      seen.push(...found.calls.map(({ id }) => id.slice(-2)));
      next = found.next;
      now += day;
      await tell(...lostCall(30 + pages));
      if (pages === 0) {
        await app.stop();
        await start();
      }
    }
    expect(seen).toEqual(["22", "12", "21", "11", "20", "10"]);
  });

  test("[K7] can be had as one file, and health tells how far the archive is", async () => {
    const lines = (await (await fetch(`${url}/api/calls.csv?direction=inbound`)).text()).split("\r\n");
    expect(lines.map((line) => line.slice(0, 15))).toEqual([
      "id,direction,st",
      ...[12, 11, 10].map((n) => `230102104542_${n}`),
      "",
    ]);
    const { parts } = (await (await fetch(`${url}/api/health`)).json()) as { parts: Record<string, unknown> };
    expect(parts["archive"]).toEqual({ ok: true, rev: expect.any(Number), behind: 0, since: expect.any(String) });
  });

  test("[K8] have the names that contacts give their callers now", async () => {
    const put = { method: "POST", headers: { "content-type": "application/json", origin: url } };
    const body = JSON.stringify({ by: "Eva", number: "420774852610", name: "Karel" });
    const answer = await fetch(`${url}/api/contacts`, { ...put, body });
    expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
    const { calls } = await page("caller=2610");
    expect(calls).toMatchObject([{ id: "230102104542_10", callerName: "Karel" }]);
    expect((await page("caller=2611")).calls).toMatchObject([{ callerName: null }]);
  });
});

describe("a file of very many calls", () => {
  let server: Server;
  let port: number;
  let asked: number;
  let answer: (count: number) => void;

  const record = (n: number) => ({
    id: `${n}`,
    startedAt: new Date(1e12 - n).toISOString(),
    queues: [],
    rang: [],
    legs: [],
  });

  async function serve(most: number): Promise<void> {
    asked = 0;
    answer = () => undefined;
    let given = 0;
    const calls = async (_: ArchiveFilter, limit: number): Promise<readonly ListedCall[]> => {
      asked += 1;
      answer(asked);
      const some = Array.from({ length: Math.min(limit, most - given) }, (_one, i) => given + i);
      given += some.length;
      return some.map((n) => ({
        key: `${n}`,
        record: { ...record(n), caller: "x".repeat(200) } as unknown as CallRecord,
      }));
    };
    server = createHttpServer({
      gatekeeper: openGatekeeper,
      hops: createHops([], null),
      routes: callsRoutes({ site: () => defaultSettings.site, history: { calls }, audit: createNotes() }),
      servePage: null,
      log,
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  }

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
  });

  test("[K7] is whole, and each call in it once", async () => {
    await serve(1_234);
    const text = await (await fetch(`http://127.0.0.1:${port}/api/calls.csv`)).text();
    expect(text.split("\r\n")).toHaveLength(1_236);
    expect(asked).toBe(3);
  });

  test("[K7] ends at the limit that was asked for", async () => {
    await serve(5_000);
    const text = await (await fetch(`http://127.0.0.1:${port}/api/calls.csv?limit=700`)).text();
    expect(text.split("\r\n")).toHaveLength(702);
  });

  test("[K7] is made as fast as it is read, and no further once the reader has left", async () => {
    await serve(10_000_000);
    const reading = request({ host: "127.0.0.1", port, path: "/api/calls.csv" }).end();
    const [response] = await once(reading, "response");
    response.pause();
    let before = -1;
    await expect
      .poll(
        () => {
          const still = asked === before;
          before = asked;
          return still;
        },
        { interval: 300, timeout: 20_000 },
      )
      .toBe(true);
    const stalled = asked;
    expect(stalled).toBeLessThan(2_000);
    response.resume();
    await new Promise<void>((resolve) => {
      answer = (count) => count > stalled && resolve();
    });
    response.destroy();
    await expect
      .poll(
        () => {
          const still = asked === before;
          before = asked;
          return still;
        },
        { interval: 200 },
      )
      .toBe(true);
  });

  test("[K7] asks for nothing behind the first part where only the head is wanted", async () => {
    await serve(10_000);
    expect((await fetch(`http://127.0.0.1:${port}/api/calls.csv`, { method: "HEAD" })).status).toBe(200);
    expect(asked).toBe(1);
  });

  /** Everything that a request with bare letters in its query is answered with. */
  async function rawAnswer(): Promise<string> {
    const socket = connect(port, "127.0.0.1").setEncoding("utf8");
    socket.write("GET /api/calls.csv?queue=Dvořák line HTTP/1.1\r\nHost: a\r\n\r\n");
    let heard = "";
    for await (const text of socket) heard += text;
    return heard;
  }

  test("[K41] is whole also for who sends the question raw", async () => {
    await serve(1_234);
    const heard = await rawAnswer();
    expect(heard).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    expect(heard.match(/x{200}/g)).toHaveLength(1_234);
    expect(heard).toMatch(/\r\n0\r\n\r\n$/);
  });

  test("[K41] is not taken for whole by who sends the question raw, where the history fails in the middle", async () => {
    await serve(10_000);
    answer = (count) => {
      if (count === 3) throw new ArchiveUnavailable("The history cannot be read.");
    };
    const heard = await rawAnswer();
    expect(heard.match(/x{200}/g)).toHaveLength(1_000);
    expect(heard).not.toMatch(/\r\n0\r\n\r\n$/);
    answer = () => {
      throw new ArchiveUnavailable("The history cannot be read.");
    };
    expect(await rawAnswer()).toMatch(/^HTTP\/1\.1 503 .*"detail":"The history cannot be read\."\}$/s);
  });

  test("[K6] is 503 where the history cannot be read, and cut off where that happens in the middle", async () => {
    let works = 0;
    const calls = async (_: ArchiveFilter, limit: number): Promise<readonly ListedCall[]> => {
      works -= 1;
      if (works < 0) throw new ArchiveUnavailable("The history cannot be read.");
      return Array.from({ length: limit }, (_one, n) => ({ key: `${n}`, record: record(n) as unknown as CallRecord }));
    };
    server = createHttpServer({
      gatekeeper: openGatekeeper,
      hops: createHops([], null),
      routes: callsRoutes({ site: () => defaultSettings.site, history: { calls }, audit: createNotes() }),
      servePage: null,
      log,
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const path of ["/api/calls", "/api/calls.csv"]) {
      const refused = await fetch(`${url}${path}`);
      expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "2"]);
      expect(await refused.json()).toMatchObject({ detail: "The history cannot be read." });
    }
    works = 2;
    await expect(fetch(`${url}/api/calls.csv`).then((begun) => begun.text())).rejects.toThrow();
  });
});
