import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { notKept } from "./answer.ts";
import { endLingering, stopParsing } from "./linger.ts";
import { apiHeaders } from "./security-headers.ts";

/** Who waits for answers has one; who sends on without waiting, as HTTP allows, has a handful. */
const MOST_UNANSWERED = 32;

/** How many requests wait for their answers on each connection, so that none brings more than can be held. */
export interface Unanswered {
  /** False: it was turned away, with all else that was read of its connection, which ends with that. */
  admit(message: IncomingMessage, response: ServerResponse): boolean;
  /** One that was admitted waits no longer. */
  release(socket: Socket): void;
}

const { status, headers, body } = notKept("Too many requests wait on this connection; this one was not read.");
const fields = { ...apiHeaders, ...headers, "content-length": Buffer.byteLength(body) };

/** @param onTurnedAway of every request that gets no other answer */
export function watchUnanswered(onTurnedAway: (message: IncomingMessage) => void): Unanswered {
  const waiting = new WeakMap<Socket, number>();
  /** The last answer so far on each connection that is to end. */
  const last = new WeakMap<Socket, ServerResponse>();

  /**
   * What was read at once with it gets the same answer each: to end at the first would cost more, as Node makes an error of
   * every request that it has read and is not answered. What comes later is no longer parsed.
   */
  function turnAway(socket: Socket, response: ServerResponse): void {
    if (!last.has(socket)) {
      socket.pause();
      setImmediate(() => endWithLast(socket));
    }
    last.set(socket, response);
    response.writeHead(status, fields);
    response.end(body);
  }

  function endWithLast(socket: Socket): void {
    stopParsing(socket);
    const response = last.get(socket);
    if (response?.writableFinished) endLingering(socket);
    else response?.once("finish", () => endLingering(socket));
  }

  return {
    admit(message, response) {
      const { socket } = message;
      const count = waiting.get(socket) ?? 0;
      if (count < MOST_UNANSWERED && !last.has(socket)) {
        waiting.set(socket, count + 1);
        return true;
      }
      turnAway(socket, response);
      onTurnedAway(message);
      return false;
    },
    release(socket) {
      waiting.set(socket, (waiting.get(socket) ?? 1) - 1);
    },
  };
}
