import { setTimeout as pause } from "node:timers/promises";
import { createSender, type Heard, type Sender } from "./sender.ts";
import type { Telling } from "./telling.ts";

/** What the server said it has kept. */
export interface Kept {
  readonly telling: Telling;
  /** null: of what was not understood it is not said where it stands. */
  readonly seq: number | null;
}

export interface LoadReport {
  readonly kept: readonly Kept[];
  /** Said not to be kept. */
  readonly refused: readonly Heard[];
  /** Neither: the server was gone. It may be kept all the same. */
  readonly unanswered: number;
}

/** Many who say something, each again as soon as they are answered, until they are stopped or the server is gone. */
export interface Load {
  soFar(): { readonly kept: number; readonly refused: number };
  /** Resolves when so many were kept, or refused, or nobody is left who says anything. */
  kept(count: number): Promise<void>;
  refused(count: number): Promise<void>;
  /** Resolves when everything is answered, or never will be. */
  stop(): Promise<LoadReport>;
}

/** Who was refused tries the next thing after so many ms. */
const REST_MS = 2;

export function startLoad(url: string, source: Iterator<Telling, never>, connections: number): Load {
  const sender = createSender(url, connections);
  const kept: Kept[] = [];
  const refused: Heard[] = [];
  const waiting = new Set<() => void>();
  let unanswered = 0;
  let stopped = false;

  async function speak(): Promise<void> {
    while (!stopped) {
      const telling = source.next().value;
      const heard = await answerTo(sender, telling);
      if (heard === null) {
        unanswered += 1;
        return;
      }
      note(telling, heard);
      for (const look of waiting) look();
      if (heard.status !== 200) await pause(REST_MS);
    }
  }

  /** What is not understood is kept, too. */
  function note(telling: Telling, heard: Heard): void {
    if (heard.status === 200) kept.push({ telling, seq: seqIn(heard) });
    else if (heard.status === 400) kept.push({ telling, seq: null });
    else refused.push(heard);
  }

  const done = Promise.all(Array.from({ length: connections }, speak)).finally(() => {
    stopped = true;
    for (const look of waiting) look();
  });

  function until(reached: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!(stopped || reached())) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }

  return {
    soFar: () => ({ kept: kept.length, refused: refused.length }),
    kept: (count) => until(() => kept.length >= count),
    refused: (count) => until(() => refused.length >= count),
    async stop() {
      stopped = true;
      await done;
      sender.close();
      return { kept, refused, unanswered };
    },
  };
}

async function answerTo(sender: Sender, telling: Telling): Promise<Heard | null> {
  try {
    return await sender.send(telling);
  } catch {
    return null;
  }
}

function seqIn({ body }: Heard): number {
  const answer: unknown = JSON.parse(body);
  if (typeof answer === "object" && answer !== null && "rev" in answer && typeof answer.rev === "number") {
    return answer.rev;
  }
  throw new Error(`the answer names no position: ${body}`);
}
