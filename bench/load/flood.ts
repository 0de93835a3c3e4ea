import { setTimeout as sleep } from "node:timers/promises";
import { type End, type FloodLine, openFloodLine } from "./flood-line.ts";
import { revIn } from "./rev-in.ts";

export interface FloodSize {
  /** Deliveries in all, and a second, whatever is answered. */
  readonly count: number;
  readonly perSecond: number;
  readonly connections: number;
  /** ms in which every delivery must have met its end, from when the last was sent. */
  readonly patience: number;
}

/** What became of all deliveries. */
export interface Outcome {
  /** How many answers there were, by status. */
  readonly answers: ReadonlyMap<number, number>;
  /** Those on connections that the server ended before it had answered. */
  readonly closed: number;
  /** Those of which the sender was told nothing at all. */
  readonly silent: number;
  /** Of each that was answered 200, the entry it was told, and which of the requests it was. */
  readonly acknowledged: readonly { readonly rev: number; readonly request: number }[];
}

export interface Flood {
  /** Resolves when the last is sent, to how many were sent a second. */
  readonly sent: Promise<number>;
  readonly outcome: Promise<Outcome>;
}

/** ms; more often, and the sender does nothing but write. */
const tick = 10;
/** ms after which a sender that was cut off is there again. */
const returnAfter = 200;
/** ms between two looks whether all has ended. */
const look = 20;

/** Sends the requests, over and over, at a rate that nothing slows down, over connections on which it waits for no answer. */
export function flood(url: URL, requests: readonly Buffer[], size: FloodSize): Flood {
  const answers = new Map<number, number>();
  const acknowledged: { rev: number; request: number }[] = [];
  let closed = 0;

  const onEnd = (place: number, end: End) => {
    if (end === "closed") {
      closed += 1;
      return;
    }
    answers.set(end.status, (answers.get(end.status) ?? 0) + 1);
    if (end.status === 200) acknowledged.push({ rev: revIn(end.body), request: place % requests.length });
  };
  const lines = createLines(size.connections, () => openFloodLine(url, onEnd));

  async function sendAll(): Promise<number> {
    const start = performance.now();
    for (let sent = 0; sent < size.count; ) {
      const elapsed = performance.now() - start;
      const due = Math.min(size.count, Math.ceil((elapsed * size.perSecond) / 1000));
      const open = lines.open();
      const share = Math.ceil((due - sent) / open.length);
      for (const line of open) {
        const places = Array.from({ length: Math.min(share, due - sent) }, (_, nr) => sent + nr);
        if (places.length === 0) break;
        line.send(
          places.map((place) => requests[place % requests.length] ?? Buffer.alloc(0)),
          places,
        );
        sent += places.length;
      }
      await sleep(tick);
    }
    return size.count / ((performance.now() - start) / 1000);
  }

  async function endOf(sending: Promise<number>): Promise<Outcome> {
    try {
      await sending;
      const start = performance.now();
      while (lines.waiting() > 0 && performance.now() - start < size.patience) await sleep(look);
      return { answers, closed, silent: lines.waiting(), acknowledged };
    } finally {
      lines.leave();
    }
  }

  const sent = sendAll();
  return { sent, outcome: endOf(sent) };
}

interface Lines {
  /** At least one. */
  open(): readonly FloodLine[];
  waiting(): number;
  leave(): void;
}

/** So many senders; one that is cut off comes again after a while, or at once where all of them are. */
function createLines(count: number, openLine: () => FloodLine): Lines {
  const lines = Array.from({ length: count }, openLine);
  const cutOffAt: number[] = [];
  return {
    open() {
      const now = performance.now();
      for (const [nr, line] of lines.entries()) {
        if (line.isOpen()) continue;
        cutOffAt[nr] ??= now;
        if (now - cutOffAt[nr] < returnAfter) continue;
        delete cutOffAt[nr];
        lines[nr] = openLine();
      }
      const open = lines.filter((line) => line.isOpen());
      if (open.length > 0) return open;
      const first = openLine();
      lines[0] = first;
      delete cutOffAt[0];
      return [first];
    },
    waiting: () => lines.reduce((sum, line) => sum + line.waiting(), 0),
    leave() {
      for (const line of lines) line.leave();
    },
  };
}
