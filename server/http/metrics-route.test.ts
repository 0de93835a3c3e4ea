import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect as connectTo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppConfig } from "#server/app-config.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { type ReadMetric, readExposition } from "#server/metrics/read-exposition-under-test.ts";
import { type ClosedOffice, openClosedOffice } from "./office-under-test.ts";

const metricsToken = "m".repeat(40);
const call = "event=ringing&user=804&usertype=queue&callerid=1&did=&id=230102104542_1-0";

let folder: string;
let office: ClosedOffice;
const endings: (() => unknown)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-metrics-"));
});
afterEach(async () => {
  for (const end of endings.splice(0)) end();
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(config: Partial<AppConfig> = {}): Promise<void> {
  const operations = { ...trialConfig.operations, metricsToken };
  office = await openClosedOffice(folder, {}, { operations, ...config });
}

const ask = (headers: Record<string, string>) => fetch(`${office.url}/metrics`, { headers });

/** By name, and of histograms the count. */
async function read(): Promise<{
  all: ReadonlyMap<string, ReadMetric>;
  of(name: string, label?: string): number | undefined;
}> {
  const answer = await ask({ authorization: `Bearer ${metricsToken}` });
  expect(answer.status).toBe(200);
  const all = readExposition(await answer.text());
  return {
    all,
    of(name, label) {
      const samples = (all.get(name) ?? all.get(name.replace(/_(?:count|sum)$/, "")))?.samples ?? [];
      return samples.find(
        (one) => one.name === name && (label === undefined || Object.values(one.labels).includes(label)),
      )?.value;
    },
  };
}

function connect(cookie: string): Socket {
  const wire = io(office.url, {
    transports: ["websocket"],
    extraHeaders: { cookie, origin: office.url },
    reconnection: false,
    forceNew: true,
  });
  endings.push(() => wire.disconnect());
  return wire;
}

describe("who may read the metrics", () => {
  test("[H50] a program with the token, and admins; nobody else, and no other token", async () => {
    await open();
    const answers = await Promise.all([
      ask({ authorization: `Bearer ${metricsToken}` }),
      ask({ authorization: `bearer  ${metricsToken}` }),
      ask({ cookie: office.admin.cookie }),
      ask({}),
      ask({ authorization: `Bearer ${metricsToken}x` }),
      ask({ authorization: `Bearer ${metricsToken.slice(1)}` }),
      ask({ authorization: metricsToken }),
      ask({ authorization: `Basic ${Buffer.from(`x:${metricsToken}`).toString("base64")}` }),
      ask({ cookie: (await office.as("supervisor")).cookie }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401, 401, 401, 401, 403]);
    expect(answers[0]?.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(answers[0]?.headers.get("cache-control")).toBe("no-store");
  });

  test("[H50] where no token is set there is none that lets in", async () => {
    await open({ operations: trialConfig.operations });
    for (const authorization of ["Bearer null", "Bearer ", "Bearer undefined"]) {
      expect((await ask({ authorization })).status).toBe(401);
    }
  });

  test("[H50] the token opens nothing else", async () => {
    await open();
    const headers = { authorization: `Bearer ${metricsToken}` };
    expect((await fetch(`${office.url}/api/board`, { headers })).status).toBe(403);
    expect(await (await fetch(`${office.url}/api/session`, { headers })).json()).toMatchObject({
      who: { is: "nobody" },
    });
    expect(await (await fetch(`${office.url}/api/health`, { headers })).json()).not.toHaveProperty("feed");
  });
});

describe("what they tell", () => {
  test("[H51] every metric has a name of the convention, a unit where it has one, and a sentence", async () => {
    await open();
    await office.tell(call);
    const { all } = await read();
    expect(all.size).toBeGreaterThan(50);
    for (const [name, { help, type, samples }] of all) {
      expect([name, help]).toEqual([
        expect.stringMatching(/^(?:ringside|process|nodejs)_[a-z0-9_]+$/),
        expect.stringMatching(/^[A-Z].*\.$/),
      ]);
      expect(["counter", "gauge", "histogram"]).toContain(type);
      expect([name, type === "counter"]).toEqual([name, name.endsWith("_total")]);
      expect(name).not.toMatch(/_(?:ms|millis|kb|mb|percent|minutes)(?:_|$)/);
      for (const { value } of samples) expect(value).toBeGreaterThanOrEqual(0);
    }
  });

  test("[H53] requests to the webhook by verdict, commits, entries, sessions and where everything stands", async () => {
    await open();
    await office.tell(call, "event=parked", "hello");
    await fetch(`${office.url}/api/webhook/wrong?${call}`);
    await fetch(`${office.url}/webhook?${call}`);
    await fetch(`${office.url}/api/webhook/${trialConfig.webhookKey}`, { method: "POST", body: "x".repeat(70_000) });
    await office.admin.post("/api/test-event", { by: "-" });
    const { of } = await read();
    const verdicts = ["taken", "not-understood", "wrong-key", "misdirected", "too-large"];
    expect(verdicts.map((verdict) => of("ringside_webhook_requests_total", verdict))).toEqual([2, 1, 1, 1, 1]);
    expect(of("ringside_unrecognised_deliveries_total")).toBe(1);
    expect(of("ringside_journal_position")).toBe(3);
    expect(of("ringside_projector_behind_entries")).toBe(0);
    expect(of("ringside_journal_commit_entries_sum")).toBe(3);
    expect(of("ringside_journal_commit_seconds_count")).toBe(of("ringside_journal_commit_entries_count"));
    expect(of("ringside_journal_commit_seconds_sum")).toBeGreaterThan(0);
    expect(of("ringside_sessions")).toBe(1);
    expect(of("ringside_callers_waiting")).toBe(1);
    expect(of("ringside_queue_waiting", "804")).toBe(1);
    expect(of("ringside_ready")).toBe(1);
    expect(of("ringside_disk_free_bytes")).toBeGreaterThan(0);
  });

  test("[H34] [H53] what is turned away behind all that waits on its connection", async () => {
    await open();
    const socket = connectTo(Number(new URL(office.url).port), "127.0.0.1").resume();
    socket.write(`GET /api/webhook/${trialConfig.webhookKey}?${call} HTTP/1.1\r\nhost: localhost\r\n\r\n`.repeat(40));
    await once(socket, "close");
    const { of } = await read();
    expect(of("ringside_webhook_requests_total", "taken")).toBe(32);
    expect(of("ringside_webhook_requests_total", "not-kept")).toBe(8);
  });

  test("[H53] a journal that cannot be written, and that it can again", async () => {
    await open();
    const rival = new DatabaseSync(join(folder, "ringside.db"));
    rival.exec("BEGIN IMMEDIATE");
    await office.tell(call);
    const failing = await read();
    expect(failing.of("ringside_webhook_requests_total", "not-kept")).toBe(1);
    expect(failing.of("ringside_journal_commit_failures_total")).toBe(1);
    expect(failing.of("ringside_journal_writable")).toBe(0);
    expect(failing.of("ringside_ready")).toBe(0);
    expect(failing.of("ringside_part_ok", "journal")).toBe(0);
    rival.close();
    await office.tell(call);
    const well = await read();
    expect([well.of("ringside_ready"), well.of("ringside_part_ok", "journal")]).toEqual([1, 1]);
  });

  test("[H53] pages that are shown the board live, their gaps, and how long a delivery took to be sent to them", async () => {
    await open();
    const wire = connect(office.admin.cookie);
    const next = (name: string) => new Promise((resolve) => wire.once(name, resolve));
    await next("snapshot");
    const delta = next("delta");
    await office.tell(call);
    await delta;
    const snapshot = next("snapshot");
    wire.emit("resync");
    await snapshot;
    const { of } = await read();
    expect(of("ringside_links_connected")).toBe(1);
    expect(of("ringside_links_opened_total")).toBe(1);
    expect(of("ringside_link_resyncs_total")).toBe(1);
    expect(of("ringside_deltas_published_total")).toBe(1);
    expect(of("ringside_publish_seconds_count")).toBe(1);
    wire.disconnect();
    await expect.poll(async () => (await read()).of("ringside_links_connected")).toBe(0);
  });
});
