import { expect, test } from "vitest";
import { type Drive, type DueDelivery, drive } from "./drive.ts";
import { describeCounts } from "./send-counts.ts";
import type { Reply, Sender } from "./sender.ts";

/** A server whose answers the test gives, in the order it likes. */
function slowServer() {
  const arrived: { readonly body: string; readonly answer: (reply: Reply) => void }[] = [];
  const sender: Sender = {
    send: ({ body }) => new Promise((answer) => arrived.push({ body: body ?? "", answer })),
    close: () => {},
  };
  return {
    sender,
    bodies: () => arrived.map(({ body }) => body),
    async answer(body: string, reply: Reply = ok) {
      arrived.find((one) => one.body === body)?.answer(reply);
      await settled();
    },
  };
}

const ok: Reply = { kind: "answered", status: 200, reason: null };

/** Lets everything that is ready go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function due(callId: string, name: number): DueDelivery {
  return { at: 0, callId, delivery: { method: "POST", contentType: null, body: `${callId}${name}`, query: null } };
}

function begin(deliveries: readonly DueDelivery[], more: Partial<Drive> = {}) {
  const server = slowServer();
  const troubles: Reply[] = [];
  const done = drive({
    deliveries,
    sender: server.sender,
    pace: { until: () => Promise.resolve() },
    concurrency: 10,
    signal: new AbortController().signal,
    onTrouble: (reply) => troubles.push(reply),
    ...more,
  });
  return { server, troubles, done };
}

test("[S9] one call's deliveries wait for each other, those of others do not", async () => {
  const { server, done } = begin([due("a", 1), due("a", 2), due("b", 1), due("a", 3)]);
  await settled();
  expect(server.bodies()).toEqual(["a1", "b1"]);
  await server.answer("a1");
  expect(server.bodies()).toEqual(["a1", "b1", "a2"]);
  await server.answer("b1");
  await server.answer("a2");
  await server.answer("a3");
  expect((await done).accepted).toBe(4);
});

test("[S9] no more are under way at once than asked for", async () => {
  const { server, done } = begin([due("a", 1), due("b", 1), due("c", 1)], { concurrency: 2 });
  await settled();
  expect(server.bodies()).toEqual(["a1", "b1"]);
  await server.answer("b1");
  expect(server.bodies()).toEqual(["a1", "b1", "c1"]);
  await server.answer("a1");
  await server.answer("c1");
  await done;
});

test("[S9] every reply is counted for what it is, and trouble is told", async () => {
  const { server, troubles, done } = begin([due("a", 1), due("b", 1), due("c", 1), due("d", 1)]);
  const refused: Reply = { kind: "answered", status: 400, reason: "broken" };
  const silent: Reply = { kind: "unanswered", reason: "reset" };
  await settled();
  await server.answer("a1");
  await server.answer("b1", refused);
  await server.answer("c1", silent);
  await server.answer("d1", refused);
  expect(describeCounts(await done)).toBe("4 sent, 1 accepted, 2 refused (400: 2), 1 without an answer");
  expect(troubles).toEqual([refused, silent, refused]);
});

test("[S9] stopping lets what is under way end, and begins nothing", async () => {
  const stop = new AbortController();
  const reached: number[] = [];
  const { server, done } = begin([due("a", 1), { ...due("b", 1), at: 5 }, due("c", 1)], {
    signal: stop.signal,
    pace: {
      async until(at) {
        reached.push(at);
        if (at === 5) stop.abort();
      },
    },
  });
  await settled();
  expect(server.bodies()).toEqual(["a1"]);
  expect(reached).toEqual([0, 5]);
  await server.answer("a1");
  expect(describeCounts(await done)).toBe("1 sent, 1 accepted, 0 refused, 0 without an answer");
});
