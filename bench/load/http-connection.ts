import { once } from "node:events";
import { connect } from "node:net";
import { type Answer, wholeAnswer } from "./whole-answer.ts";

/**
 * A keep-alive connection with one request under way at most. Node's own client costs more than the servers that are
 * measured with it, so it would hide what they cost; this one only finds where an answer ends.
 */
export interface HttpConnection {
  /** Rejects when the connection is lost before the answer is there. */
  send(request: Buffer): Promise<Answer>;
  close(): void;
}

export async function openConnection(url: URL): Promise<HttpConnection> {
  const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  await once(socket, "connect");
  socket.setEncoding("latin1");
  let received = "";
  let waiting: PromiseWithResolvers<Answer> | null = null;

  socket.on("data", (text: string) => {
    received += text;
    const answer = wholeAnswer(received);
    if (answer === null) return;
    received = "";
    waiting?.resolve(answer);
    waiting = null;
  });
  const lose = (cause?: unknown) => {
    waiting?.reject(new Error(`${url.host} closed the connection before it answered`, { cause }));
    waiting = null;
  };
  socket.on("error", lose);
  socket.on("close", () => lose());

  return {
    send(request) {
      waiting = Promise.withResolvers();
      socket.write(request);
      return waiting.promise;
    },
    close: () => socket.destroy(),
  };
}
