import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import type { Telling } from "./telling.ts";

export interface Heard {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: string;
}

/** Says things to the server at `url` over so many kept connections. */
export interface Sender {
  /** Rejects when the connection is lost before the answer is there. */
  send(telling: Telling): Promise<Heard>;
  close(): void;
}

export function createSender(url: string, connections: number): Sender {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    async send({ method, path, contentType, body }) {
      const asking = request(`${url}${path}`, { agent, method });
      // What people do is taken from the server's own pages alone.
      asking.setHeader("origin", url);
      if (contentType !== null) asking.setHeader("content-type", contentType);
      const answer = new Promise<IncomingMessage>((resolve, reject) => {
        asking.once("response", resolve);
        asking.once("error", reject);
      });
      asking.end(body ?? "");
      const message = await answer;
      return {
        status: message.statusCode ?? 0,
        retryAfter: message.headers["retry-after"] ?? null,
        body: await text(message),
      };
    },
    close: () => agent.destroy(),
  };
}
