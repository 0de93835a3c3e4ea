import { Worker } from "node:worker_threads";
import type { Envelope, Reply } from "./archive-messages.ts";

/** A worker thread that answers orders. */
export interface Thread<Order> {
  /** Rejects with the reason the thread gives, or when it ends. */
  ask(order: Order): Promise<unknown>;
  /** False once it has ended. */
  alive(): boolean;
  end(): Promise<void>;
}

/** @param source of a worker that calls `serveOrders` */
export function startThread<Order>(source: URL): Thread<Order> {
  const worker = new Worker(source);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  let alive = true;
  // It must not keep the process: whoever stops the app ends it.
  worker.unref();

  function fail(cause: Error): void {
    alive = false;
    for (const { reject } of waiting.values()) reject(cause);
    waiting.clear();
  }

  worker.on("message", (reply: Reply) => {
    const answer = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) worker.unref();
    if (reply.ok) answer?.resolve(reply.value);
    else answer?.reject(new Error(reply.reason));
  });
  worker.on("error", fail);
  worker.on("exit", (code) => fail(new Error(`the thread has ended (${code})`)));

  return {
    ask(order) {
      if (!alive) return Promise.reject(new Error("the thread has ended"));
      asked += 1;
      const answer = Promise.withResolvers<unknown>();
      waiting.set(asked, answer);
      worker.ref();
      const envelope: Envelope<Order> = { id: asked, order };
      worker.postMessage(envelope);
      return answer.promise;
    },
    alive: () => alive,
    async end() {
      await worker.terminate();
    },
  };
}
