import { connect, type Socket } from "node:net";
import { type Answer, takeAnswer } from "./whole-answer.ts";

/** What became of a delivery. */
export type End = Answer | "closed";

/** A sender that does not wait for answers: what it sends next goes out behind what is still unanswered. */
export interface FloodLine {
  /** Null once its connection is gone; every delivery on it has then met its end. */
  readonly isOpen: () => boolean;
  send(requests: readonly Buffer[], places: readonly number[]): void;
  /** Deliveries that have met no end. */
  waiting(): number;
  leave(): void;
}

/** @param onEnd is told once what became of each delivery, by the place it was sent with */
export function openFloodLine(url: URL, onEnd: (place: number, end: End) => void): FloodLine {
  const socket: Socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
  const places: number[] = [];
  let ended = 0;
  let isOpen = true;
  let received = "";

  const end = (how: End) => {
    const place = places[ended];
    if (place === undefined) throw new Error("the server answered what it was not sent");
    ended += 1;
    onEnd(place, how);
  };
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    let from = 0;
    for (let taken = takeAnswer(received, from); taken !== null; taken = takeAnswer(received, from)) {
      from = taken.end;
      // Who is there and sends nothing is told in the end that nothing came: that answers no delivery.
      const isAnswer = taken.answer.status !== 408 || ended < places.length;
      if (isAnswer) end(taken.answer);
    }
    received = received.slice(from);
  });
  // A connection that is not taken, or cut off, is told by `close` too.
  socket.on("error", () => undefined);
  socket.on("close", () => {
    isOpen = false;
    while (ended < places.length) end("closed");
  });

  return {
    isOpen: () => isOpen,
    send(requests, at) {
      places.push(...at);
      socket.write(Buffer.concat(requests));
    },
    waiting: () => places.length - ended,
    leave() {
      socket.removeAllListeners("close");
      socket.destroy();
    },
  };
}
