import { parentPort } from "node:worker_threads";
import { reasonOf } from "#server/reason-of.ts";
import type { Envelope, Reply } from "./archive-messages.ts";

/** In a worker thread: answers each order with what `obey` returns, or with why it threw. */
export function serveOrders<Order>(obey: (order: Order) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error("this runs in a worker thread only");
  const reply = (answer: Reply) => port.postMessage(answer);
  port.on("message", async ({ id, order }: Envelope<Order>) => {
    try {
      reply({ id, ok: true, value: await obey(order) });
    } catch (cause) {
      reply({ id, ok: false, reason: reasonOf(cause) });
    }
  });
}
