import { setTimeout as sleep } from "node:timers/promises";
import { type HttpConnection, openConnection } from "./http-connection.ts";
import { revIn } from "./rev-in.ts";

/** What was sent and acknowledged: the journal position the server gave it, and when it left, ms of this process. */
export interface Sent {
  readonly rev: number;
  readonly at: number;
}

/** Sends each request when it is due, whether those before it are answered or not. */
export interface OpenLoop {
  /**
   * @param dues ms from the start, rising, one for each request
   * Rejects when one is not answered 200.
   */
  send(requests: readonly Buffer[], dues: readonly number[]): Promise<readonly Sent[]>;
  close(): void;
}

/** @param most connections at once: enough for a server that answers within what they take to fill up */
export async function openOpenLoop(url: URL, most: number): Promise<OpenLoop> {
  const all = await Promise.all(Array.from({ length: most }, () => openConnection(url)));
  const free = [...all];

  async function sendOne(request: Buffer, connection: HttpConnection): Promise<Sent> {
    const at = performance.now();
    const { status, body } = await connection.send(request);
    free.push(connection);
    if (status !== 200) throw new Error(`the server answered ${status}: ${body}`);
    return { rev: revIn(body), at };
  }

  return {
    async send(requests, dues) {
      const start = performance.now();
      const underWay: Promise<Sent>[] = [];
      for (const [index, request] of requests.entries()) {
        const wait = start + (dues[index] ?? 0) - performance.now();
        if (wait > 0) await sleep(wait);
        const connection = free.pop();
        if (connection === undefined) throw new Error(`the server left ${most} requests unanswered`);
        underWay.push(sendOne(request, connection));
      }
      return Promise.all(underWay);
    },
    close() {
      for (const connection of all) connection.close();
    },
  };
}
