import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { notKept } from "./answer.ts";
import { endLingering, stopParsing } from "./linger.ts";
import { apiHeaders } from "./security-headers.ts";

/** Who waits for answers has one; who sends on without waiting, as HTTP allows, has a handful. */
const MOST_UNANSWERED = 32;

/** What waits for its answer on each connection: so much that none brings more than can be held, and all in order. */
export interface Unanswered {
  /** False: it was turned away, with all else that was read of its connection, which ends with that. */
  admit(message: IncomingMessage, response: ServerResponse): boolean;
  /** One that was admitted waits no longer. */
  release(socket: Socket): void;
  /** Every request that was read of this connection has had its answer. */
  isSettled(socket: Socket): boolean;
  /** As that comes true of all that came whole, or of a connection that is gone. */
  settled(socket: Socket): Promise<void>;
}

export interface TurnedAwayListeners {
  /** Of every request that gets no other answer. */
  onRequest(message: IncomingMessage): void;
  /** Once a connection that ends so, with the last of them and how many they were. */
  onConnection(last: IncomingMessage, requests: number): void;
}

interface Line {
  waiting: number;
  turnedAway: number;
  /** What was read last, and before that: answers go out in the order of their requests, so that no more are needed. */
  last: ServerResponse | null;
  previous: ServerResponse | null;
}

const { status, headers, body } = notKept("Too many requests wait on this connection; this one was not read.");
const fields = { ...apiHeaders, ...headers, "content-length": Buffer.byteLength(body) };

export function watchUnanswered({ onRequest, onConnection }: TurnedAwayListeners): Unanswered {
  const lines = new WeakMap<Socket, Line>();

  function lineOf(socket: Socket): Line {
    const known = lines.get(socket);
    if (known) return known;
    const line: Line = { waiting: 0, turnedAway: 0, last: null, previous: null };
    lines.set(socket, line);
    return line;
  }

  /**
   * What was read at once with it gets the same answer each: to end at the first would cost more, as Node makes an error of
   * every request that it has read and is not answered. What comes later is no longer parsed.
   */
  function turnAway(socket: Socket, line: Line, response: ServerResponse): void {
    if (line.turnedAway === 0) {
      socket.pause();
      setImmediate(() => endWithLast(socket, line));
    }
    line.turnedAway += 1;
    response.writeHead(status, fields);
    response.end(body);
  }

  function endWithLast(socket: Socket, { last, turnedAway }: Line): void {
    stopParsing(socket);
    if (last === null) return;
    if (last.writableFinished) endLingering(socket);
    else last.once("finish", () => endLingering(socket));
    onConnection(last.req, turnedAway);
  }

  return {
    admit(message, response) {
      const { socket } = message;
      const line = lineOf(socket);
      line.previous = line.last;
      line.last = response;
      if (line.waiting < MOST_UNANSWERED && line.turnedAway === 0) {
        line.waiting += 1;
        return true;
      }
      turnAway(socket, line, response);
      onRequest(message);
      return false;
    },
    release(socket) {
      lineOf(socket).waiting -= 1;
    },
    isSettled: (socket) => lines.get(socket)?.last?.writableFinished ?? true,
    async settled(socket) {
      const owed = lastWhole(lineOf(socket));
      if (owed === null || owed.writableFinished || socket.destroyed) return;
      await new Promise<void>((resolve) => {
        owed.once("finish", resolve);
        socket.once("close", () => resolve());
      });
    },
  };
}

/** Of a request that was cut short nothing more comes, so that only an answer that has begun is waited for. */
function lastWhole({ last, previous }: Line): ServerResponse | null {
  return last === null || last.req.complete || last.headersSent ? last : previous;
}
