import type { Socket } from "node:net";
import { createMessageFilter } from "./message-loss.ts";
import type { NetworkCondition } from "./network-fault.ts";
import { createPace } from "./pace.ts";

/** One direction of one connection: what `from` sends reaches `to`, as the condition of the network has it. */
export interface Pipe {
  become(condition: NetworkCondition): void;
  /** Nothing moves any more. */
  stop(): void;
}

/** Bytes that are on the way at most; whoever sends more has to wait. */
const window = 256 * 1024;

/**
 * @param parts.random from 0 to 1
 * @param parts.onEnd `from` has said that it is done, and all it sent before has been handed on
 * @param parts.onLimit as many bytes have been handed on as the condition allows
 */
export function createPipe(parts: {
  from: Socket;
  to: Socket;
  condition: NetworkCondition;
  random(): number;
  onEnd(): void;
  onLimit(): void;
}): Pipe {
  const { from, to, random, onEnd, onLimit } = parts;
  const waiting = createWaitingBytes();
  let { condition } = parts;
  let pace = createPace(condition, random);
  let state: "open" | "ended" | "stopped" = "open";
  let timer: NodeJS.Timeout | null = null;
  const filter = createMessageFilter(() => condition.is === "message-loss" && random() < condition.share);

  const stop = () => {
    state = "stopped";
    if (timer !== null) clearTimeout(timer);
  };
  /** What may go now. Whoever holds up the rest calls again, or has its hour in `timer`. */
  const handOn = () => {
    for (let first = waiting.first(); first !== null && !to.writableNeedDrain; first = waiting.first()) {
      const now = performance.now();
      const step = pace.step(first.bytes.length, first.due, now);
      switch (step.may) {
        case "break":
          return onLimit();
        case "stay":
          return;
        case "wait":
          timer = setTimeout(carry, Math.max(1, step.until - now));
          return;
        case "go":
          to.write(waiting.take(step.bytes));
      }
    }
  };
  const carry = () => {
    timer = null;
    handOn();
    if (waiting.size() <= window) from.resume();
    if (state === "ended" && waiting.first() === null) {
      stop();
      onEnd();
    }
  };
  const goOn = () => {
    if (timer !== null) clearTimeout(timer);
    if (state !== "stopped") carry();
  };

  from.on("data", (bytes: Buffer) => {
    const passed = filter.pass(bytes);
    if (state === "stopped" || passed.length === 0) return;
    waiting.add(passed, pace.due(performance.now()));
    if (waiting.size() > window) from.pause();
    if (timer === null) carry();
  });
  from.on("end", () => {
    if (state === "stopped") return;
    state = "ended";
    if (timer === null) carry();
  });
  from.on("close", (broken) => {
    if (broken) stop();
  });
  to.on("drain", goOn);
  to.on("close", stop);
  from.resume();

  return {
    become(next) {
      condition = next;
      pace = createPace(condition, random);
      goOn();
    },
    stop,
  };
}

interface Waiting {
  readonly bytes: Buffer;
  readonly due: number;
}

/** What has come and not gone on, in order. */
function createWaitingBytes() {
  const pieces: Waiting[] = [];
  let size = 0;
  return {
    size: () => size,
    first: (): Waiting | null => pieces[0] ?? null,
    add(bytes: Buffer, due: number) {
      pieces.push({ bytes, due });
      size += bytes.length;
    },
    /** Takes from the first piece; no more than it holds. */
    take(count: number): Buffer {
      const [first] = pieces.splice(0, 1);
      if (first === undefined) throw new Error("nothing waits");
      if (count < first.bytes.length) pieces.unshift({ bytes: first.bytes.subarray(count), due: first.due });
      size -= count;
      return first.bytes.subarray(0, count);
    },
  };
}
