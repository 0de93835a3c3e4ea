import { type HttpConnection, openConnection } from "./http-connection.ts";

/** Clients that each send the next request as soon as the one before is answered. */
export interface ClosedLoop {
  /** Sends them all and resolves to how many were answered a second. Rejects when one is not answered 200. */
  send(requests: readonly Buffer[]): Promise<number>;
  close(): void;
}

export async function openClosedLoop(url: URL, clients: number): Promise<ClosedLoop> {
  const connections = await Promise.all(Array.from({ length: clients }, () => openConnection(url)));
  return {
    async send(requests) {
      const start = performance.now();
      const rest = requests.values();
      await Promise.all(connections.map((connection) => sendOn(connection, rest)));
      return requests.length / ((performance.now() - start) / 1000);
    },
    close() {
      for (const connection of connections) connection.close();
    },
  };
}

/** All connections take from the same row. */
async function sendOn(connection: HttpConnection, rest: Iterable<Buffer>): Promise<void> {
  for (const request of rest) {
    const { status, body } = await connection.send(request);
    if (status !== 200) throw new Error(`the server answered ${status}: ${body}`);
  }
}
