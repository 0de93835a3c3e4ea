import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How many answers there were, by status. */
export type Answers = ReadonlyMap<number, number>;

/**
 * Sends all requests at once, each connection its share one behind the other without waiting for an answer, and leaves
 * when all are answered or the patience is over, whatever is still to come. Rejects when the server ends a connection.
 */
export async function flood(
  url: URL,
  requests: readonly Buffer[],
  { connections, patience }: { readonly connections: number; readonly patience: number },
): Promise<Answers> {
  const answers = new Map<number, number>();
  const sockets = Array.from({ length: connections }, () =>
    connect({ host: url.hostname, port: Number(url.port), noDelay: true }),
  );
  const left = new AbortController();
  try {
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    const shares = sockets.map((_, place) => requests.filter((_request, at) => at % connections === place));
    const answered = sockets.map((socket, place) => countAnswers(socket, shares[place]?.length ?? 0, answers));
    for (const [place, socket] of sockets.entries()) socket.write(Buffer.concat(shares[place] ?? []));
    await Promise.race([Promise.all(answered), sleep(patience, undefined, { signal: left.signal })]);
    return answers;
  } finally {
    left.abort();
    for (const socket of sockets) socket.destroy();
  }
}

const statusLine = /HTTP\/1\.1 (\d{3}) /g;
/** Characters of a status line up to where its status ends. */
const longest = "HTTP/1.1 200 ".length;

function countAnswers(socket: Socket, expected: number, answers: Map<number, number>): Promise<void> {
  return new Promise((resolve, reject) => {
    let found = 0;
    let rest = "";
    socket.setEncoding("latin1");
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server ended a connection on which it had still to answer")));
    socket.on("data", (text: string) => {
      const received = rest + text;
      let end = 0;
      for (const { 1: status, index } of received.matchAll(statusLine)) {
        answers.set(Number(status), (answers.get(Number(status)) ?? 0) + 1);
        found += 1;
        end = index + longest;
      }
      rest = received.slice(Math.max(end, received.length - longest + 1));
      if (found === expected) resolve();
    });
  });
}
