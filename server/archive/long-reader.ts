import type { LongReadingAnswers, LongReadingOrder } from "./long-reading.ts";
import { startThread } from "./thread.ts";
import { createThreadOnDemand } from "./thread-on-demand.ts";

/** Reads an edition for long, in a thread with connections of its own, begun with the first question. */
export interface LongReader {
  /** Rejects with what the database or the thread says. */
  ask<Kind extends keyof LongReadingAnswers>(
    order: Extract<LongReadingOrder, { readonly do: Kind }>,
  ): Promise<LongReadingAnswers[Kind]>;
  close(): Promise<void>;
}

const source = new URL("./long-reading.worker.ts", import.meta.url);

export function createLongReader(database: { readonly url: string; readonly fingerprint: string }): LongReader {
  const reading = createThreadOnDemand<LongReadingOrder>({
    async open() {
      const thread = startThread<LongReadingOrder>(source);
      await thread.ask({ do: "open", ...database });
      return thread;
    },
    goodbye: { do: "close" },
  });
  return {
    async ask<Kind extends keyof LongReadingAnswers>(order: Extract<LongReadingOrder, { readonly do: Kind }>) {
      const thread = await reading.current();
      return (await thread.ask(order)) as LongReadingAnswers[Kind];
    },
    close: reading.close,
  };
}
