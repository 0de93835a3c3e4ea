import { randomBytes } from "node:crypto";
import * as z from "zod/mini";
import { type Arrival, arrival } from "#lib/protocol/api/connection-answers.ts";
import type { Bus } from "#server/postgres/bus.ts";
import { createFrames } from "#server/realtime/frames.ts";
import type { After } from "#server/timers.ts";
import type { Arrivals } from "./arrivals.ts";

/** Of what arrives in a second at one server the others are told so much, and of the rest nothing: it is to be looked at. */
const MOST_A_SECOND = 20;
/** Bytes of one message, of the 7,000 that the bus takes. */
const MOST_TOLD = 6_500;

const told = z.object({ server: z.string(), arrivals: z.array(arrival) });

/** Whichever server a request came to, each tells of it. The answer ends that. */
export function shareArrivals(arrivals: Pick<Arrivals, "take" | "subscribe">, bus: Bus, after: After): () => void {
  const server = randomBytes(9).toString("base64url");
  // The newest of each, in the order in which it was told last.
  const waiting = new Map<number, Arrival>();

  const frames = createFrames({
    run() {
      for (const group of groupsOf([...waiting.values()])) {
        bus.tell("arrivals", JSON.stringify({ server, arrivals: group }));
      }
      waiting.clear();
    },
    length: () => 1_000,
    after,
  });
  const unsubscribe = arrivals.subscribe((noted, where) => {
    if (where === "elsewhere") return;
    waiting.delete(noted.id);
    waiting.set(noted.id, noted);
    const [oldest] = waiting.keys();
    if (waiting.size > MOST_A_SECOND && oldest !== undefined) waiting.delete(oldest);
    frames.request();
  });
  const deafen = bus.hear("arrivals", (content) => {
    const read = told.safeParse(content === null ? null : valueIn(content));
    if (read.success) for (const one of read.data.arrivals) arrivals.take(read.data.server, one);
  });

  return () => {
    frames.stop();
    unsubscribe();
    deafen();
  };
}

/** null: it is no JSON. Whoever may use the database may say anything there. */
function valueIn(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** As many in a group as one message holds. What is too long even alone is told without how it begins. */
function groupsOf(arrivals: readonly Arrival[]): readonly (readonly Arrival[])[] {
  const groups: Arrival[][] = [];
  let room = 0;
  for (const one of arrivals) {
    const size = Buffer.byteLength(JSON.stringify(one));
    const fitting = size > MOST_TOLD ? { ...one, start: "", reason: null, events: [] } : one;
    if (size > room) {
      groups.push([]);
      room = MOST_TOLD;
    }
    groups.at(-1)?.push(fitting);
    room -= size;
  }
  return groups;
}
