import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { noFaults } from "#lib/simulator/faults.ts";
import { describeCounts } from "./send-counts.ts";
import { type SimulateOptions, simulateServer } from "./simulate-server.ts";
import { systemTimer } from "./timer.ts";

interface Got {
  readonly method: string;
  readonly path: string;
  readonly type: string | undefined;
  readonly body: string;
}

async function listen(answer: (request: IncomingMessage, body: string) => { status: number; body: string }) {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    got.push({
      method: request.method ?? "",
      path: request.url ?? "",
      type: request.headers["content-type"],
      body,
    });
    const { status, body: said } = answer(request, body);
    response.writeHead(status).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { got, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function options(url: string, more: Partial<SimulateOptions> = {}): SimulateOptions {
  return {
    url: new URL(url),
    dialect: "post",
    queues: 3,
    agents: 5,
    callsPerHour: 120,
    minutes: 30,
    seed: 1,
    speed: 1_000_000,
    faults: noFaults,
    ...more,
  };
}

async function run(wanted: SimulateOptions, signal = new AbortController().signal) {
  const said: string[] = [];
  const end = await simulateServer(wanted, { timer: systemTimer, signal, say: (sentence) => said.push(sentence) });
  return { ...end, said };
}

test("[S9] in post every delivery is JSON, and a call's come in its order", async () => {
  const { got, base } = await listen(() => ({ status: 200, body: "" }));
  const { counts, said, problem } = await run(options(`${base}/hook`));
  expect(got.length).toBeGreaterThan(150);
  expect(counts).toMatchObject({ sent: got.length, accepted: got.length, unanswered: 0 });
  expect([...said, problem]).toEqual([null]);
  expect(new Set(got.map(({ method, path, type }) => `${method} ${path} ${type}`))).toEqual(
    new Set(["POST /hook application/json"]),
  );
  const legs = Map.groupBy(
    got.map(({ body }) => JSON.parse(body) as { Event: string; Id: string }),
    ({ Id }) => Id.split("-")[0],
  );
  for (const [, events] of legs) {
    const ended = events.findIndex(({ Event }) => Event === "incoming" || Event === "outgoing");
    expect(ended).toBeGreaterThan(0);
    expect(events[0]?.Event).toMatch(/^(ringing|dialing)$/);
  }
});

test("[S9] in get every delivery is a query behind the address's own", async () => {
  const { got, base } = await listen(() => ({ status: 200, body: "" }));
  const { counts } = await run(options(`${base}/hook?site=1`, { dialect: "get", minutes: 10 }));
  expect(counts.accepted).toBe(got.length);
  expect(got.every(({ method, body }) => method === "GET" && body === "")).toBe(true);
  expect(got.every(({ path }) => /^\/hook\?site=1&(event=|https:)/.test(path))).toBe(true);
});

test("[S9] a refusal is told once, in the server's own words, and counted", async () => {
  const { base } = await listen((_, body) =>
    body.includes("dialing")
      ? { status: 400, body: JSON.stringify({ title: "Bad Request", detail: "No event of that name." }) }
      : { status: 200, body: "" },
  );
  const { counts, said, problem } = await run(options(`${base}/`, { minutes: 60 }));
  expect(counts.refused.get(400)).toBeGreaterThan(3);
  expect(counts.accepted + (counts.refused.get(400) ?? 0)).toBe(counts.sent);
  expect(said).toEqual([`${base} answered 400: No event of that name.`]);
  expect(problem).toBeNull();
});

test.each([401, 404, 405])(
  "[S9] a wrong key or address (%i) stops the drive, and the key is not told",
  async (status) => {
    const { got, base } = await listen(() => ({ status, body: "{}" }));
    const { counts, problem } = await run(options(`${base}/api/webhook/secret`));
    expect(problem).toBe(`${base} answered ${status}. Is --url the webhook's whole address, with its key?`);
    expect(counts.sent).toBe(got.length);
    expect(got.length).toBeLessThanOrEqual(32);
  },
);

test("[S9] where nobody listens the drive stops and says so", async () => {
  const nobody = "http://127.0.0.1:1";
  const { counts, problem } = await run(options(nobody));
  expect(problem).toMatch(/^Nothing answers at http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/);
  expect(describeCounts(counts)).toMatch(/ 0 accepted, 0 refused, [1-9]\d* without an answer$/);
});

test("[S9] a server that goes away in the middle is waited for, and what it missed is counted", async () => {
  let arrived = 0;
  const { base } = await listen((request) => {
    arrived += 1;
    if (arrived > 20 && arrived <= 25) request.socket.destroy();
    return { status: 200, body: "" };
  });
  const { counts, said, problem } = await run(options(base));
  expect(problem).toBeNull();
  expect(counts.unanswered).toBe(5);
  expect(counts.accepted).toBe(counts.sent - 5);
  expect(said).toHaveLength(1);
});

test("[S9] stopping ends the drive at once, with honest counts", async () => {
  const stop = new AbortController();
  const { got, base } = await listen(() => ({ status: 200, body: "" }));
  const drive = run(options(base, { speed: 1, callsPerHour: 1_000_000, minutes: null }), stop.signal);
  await expect.poll(() => got.length).toBeGreaterThan(2);
  stop.abort();
  const { counts, problem } = await drive;
  expect(problem).toBeNull();
  expect(counts.accepted).toBe(counts.sent);
  expect(counts.sent).toBe(got.length);
});
