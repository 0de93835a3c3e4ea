import { setTimeout as delay } from "node:timers/promises";
import type { Thread } from "./thread.ts";

/** A thread that is started when it is first needed, and again when it has ended. */
export interface ThreadOnDemand<Order> {
  /** Rejects where it cannot be started, and once it was closed. */
  current(): Promise<Thread<Order>>;
  /** Ends it; the next one that is asked for is a new one. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** ms a thread has to finish in: its orders stand in line, and a stop has five seconds for everything. */
const GOODBYE_MS = 500;

export function createThreadOnDemand<Order extends { readonly do: string }>(parts: {
  readonly open: () => Promise<Thread<Order>>;
  readonly goodbye: Order;
}): ThreadOnDemand<Order> {
  let opening: Promise<Thread<Order>> | null = null;
  let closed = false;

  async function current(): Promise<Thread<Order>> {
    if (closed) throw new Error("the archive is closed");
    opening ??= parts.open();
    const opened = opening;
    try {
      const thread = await opened;
      if (thread.alive()) return thread;
      forget(opened);
    } catch (cause) {
      forget(opened);
      throw cause;
    }
    return current();
  }

  /** Whoever waited for it too may have begun the next one already. */
  function forget(opened: Promise<Thread<Order>>): void {
    if (opening === opened) opening = null;
  }

  async function renew(): Promise<void> {
    const old = await opening?.catch(() => null);
    opening = null;
    if (!old) return;
    const said = old.ask(parts.goodbye).catch(() => undefined);
    await Promise.race([said, delay(GOODBYE_MS, undefined, { ref: false })]);
    await old.end();
  }

  return {
    current,
    renew,
    async close() {
      closed = true;
      await renew();
    },
  };
}
