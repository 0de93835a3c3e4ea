import { setTimeout as pause } from "node:timers/promises";
import { between, type Random } from "#lib/simulator/random.ts";
import { createSender } from "../ground/sender.ts";
import { tellings } from "../ground/tellings.ts";

/** An office at work, telling the server of it one thing after the other, with pauses. */
export interface PacedLoad {
  /** Resolves with how much was kept, when the last answer is there. */
  stop(): Promise<number>;
}

/** @param parts.gap ms between two things at most */
export function startPacedLoad(parts: { url: string; seed: number; random: Random; gap: number }): PacedLoad {
  const { url, seed, random, gap } = parts;
  const sender = createSender(url, 1);
  const source = tellings(seed);
  let stopped = false;
  let kept = 0;

  async function speak(): Promise<void> {
    while (!stopped) {
      const { status } = await sender.send(source.next().value);
      if (status === 200) kept += 1;
      await pause(between(random, 0, gap));
    }
  }
  const done = speak();
  return {
    async stop() {
      stopped = true;
      await done;
      sender.close();
      return kept;
    },
  };
}
