import { randomBytes } from "node:crypto";
import type { Logger } from "#server/log.ts";
import type { Bus, Topic } from "./bus.ts";
import type { Postgres } from "./postgres.ts";
import { createStandingLine } from "./standing-line.ts";

export interface PostgresBus extends Bus {
  /** Resolves once it listens. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/** The channel of NOTIFY. What is told there begins with who tells it, and the topic. */
export const CHANNEL = "ringside";

/** Over LISTEN and NOTIFY. */
export function createPostgresBus(postgres: Postgres, log: Logger): PostgresBus {
  const self = randomBytes(9).toString("base64url");
  const listeners = new Map<Topic, Set<(content: string | null) => void>>();
  let telling: Promise<unknown> = Promise.resolve();

  const line = createStandingLine({
    connection: postgres.connection,
    channel: CHANNEL,
    onNotice(payload) {
      const [sender, topic = "", ...rest] = payload.split(" ");
      if (sender === self) return;
      for (const listener of listeners.get(topic as Topic) ?? []) listener(rest.join(" "));
    },
    onStanding() {
      for (const own of listeners.values()) for (const listener of own) listener(null);
    },
    onLost: () => log.warn("the line to the other servers was lost"),
  });

  return {
    start: line.start,
    tell(topic, content) {
      // One after the other: connections of a pool overtake each other.
      telling = telling
        .then(() => postgres.query("SELECT pg_notify($1, $2)", [CHANNEL, `${self} ${topic} ${content}`]))
        .catch((err: unknown) => log.warn({ err, topic }, "the other servers could not be told"));
    },
    hear(topic, listener) {
      const own = listeners.get(topic) ?? new Set();
      listeners.set(topic, own.add(listener));
      return () => own.delete(listener);
    },
    async close() {
      line.close();
      await telling;
    },
  };
}
