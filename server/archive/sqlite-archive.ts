import type { SumsOf, SumTask } from "#lib/report/sum-task.ts";
import type { Logger } from "#server/log.ts";
import { reasonOf } from "#server/reason-of.ts";
import type { ReaderAnswers, ReaderOrder } from "./archive-messages.ts";
import { createArchiveOutbox } from "./archive-outbox.ts";
import { ArchiveUnavailable, type CallArchive, type TallySpan } from "./call-archive.ts";
import { startThread } from "./thread.ts";
import { createThreadOnDemand } from "./thread-on-demand.ts";
import { createWriterThread, type WriterFile } from "./writer-thread.ts";

/** `path` lies in a folder that is there; `fingerprint` is that of the rules by which calls are read. */
export interface SqliteArchiveParts extends WriterFile {
  readonly log: Logger;
}

const readerSource = new URL("./archive-reader.worker.ts", import.meta.url);

/**
 * An archive in a file of its own. One thread writes; another reads, so that no question waits for a long writing, and a
 * long reading takes its pages between the questions. This thread waits for neither.
 */
export function createSqliteArchive({ log, ...file }: SqliteArchiveParts): CallArchive {
  const outbox = createArchiveOutbox({ thread: (madeAnew) => createWriterThread(file, madeAnew), log });
  const reader = createThreadOnDemand<ReaderOrder>({
    async open() {
      // The writer makes the file, so it comes first.
      await outbox.opened();
      const thread = startThread<ReaderOrder>(readerSource);
      await thread.ask({ do: "open", path: file.path });
      return thread;
    },
    goodbye: { do: "close" },
  });
  let readings = 0;

  async function ask<Kind extends keyof ReaderAnswers>(
    order: Extract<ReaderOrder, { readonly do: Kind }>,
  ): Promise<ReaderAnswers[Kind]> {
    try {
      const thread = await reader.current();
      return (await thread.ask(order)) as ReaderAnswers[Kind];
    } catch (cause) {
      throw new ArchiveUnavailable(`The history cannot be read: ${reasonOf(cause)}.`, { cause });
    }
  }

  const { take, flush, rev, erase, forget, report } = outbox;
  const kept = { take, flush, rev, erase, forget, report };
  return {
    ...kept,
    // The board of the one server there is is erased with it.
    generation: async () => 0,
    async clear() {
      await outbox.clear();
      // It has the old file open.
      await reader.renew();
    },
    async calls(filter, limit) {
      await outbox.written();
      return ask<"calls">({ do: "calls", filter, limit });
    },
    async byId(id) {
      await outbox.written();
      return ask<"by-id">({ do: "by-id", id });
    },
    async tallies(filter, limit, before) {
      await outbox.written();
      return ask<"tallies">({ do: "tallies", filter, limit, before });
    },
    async eachTally(span, takePage) {
      await outbox.written();
      readings += 1;
      const order = { do: "each-tally", name: readings, span } as const;
      try {
        for (let page = await ask<"each-tally">(order); page.length > 0; page = await ask<"each-tally">(order))
          takePage(page);
      } catch (cause) {
        await (await reader.current()).ask({ do: "enough", name: order.name });
        throw cause;
      }
    },
    async sumUp<Task extends SumTask>(span: TallySpan, task: Task) {
      await outbox.written();
      // The thread sums as the task says, by the same lines.
      return (await ask<"sum-up">({ do: "sum-up", span, task })) as SumsOf<Task>;
    },
    async close() {
      // Who closes last takes the log away, and the reader may not.
      await reader.close();
      await outbox.close();
    },
  };
}
