import type { SumsOf, SumTask } from "#lib/report/sum-task.ts";
import { reasonOf } from "#server/reason-of.ts";
import { type ArchivedTally, ArchiveUnavailable, type CallArchive, type TallySpan } from "./call-archive.ts";
import type { EditionOutbox } from "./edition-outbox.ts";
import { createEditionReader, type EditionReader } from "./edition-reader.ts";
import type { Editions } from "./editions.ts";
import type { LongReader } from "./long-reader.ts";

interface QuestionsParts {
  readonly editions: Pick<Editions, "reading">;
  readonly outbox: Pick<EditionOutbox, "written">;
  readonly longReader: Pick<LongReader, "ask">;
}

/** Lookups are asked from this thread, since each takes a moment; what reads for long goes to a thread of its own. */
export function createEditionQuestions({
  editions,
  outbox,
  longReader,
}: QuestionsParts): Pick<CallArchive, "calls" | "byId" | "tallies" | "eachTally" | "sumUp"> {
  async function ask<T>(work: (reader: EditionReader) => Promise<T>): Promise<T> {
    const least = await outbox.written();
    const read = () => editions.reading(least, (edition, queries) => work(createEditionReader(queries, edition)));
    return orUnavailable(() => read().catch((cause) => (isTableGone(cause) ? read() : Promise.reject(cause))));
  }

  return {
    calls: (filter, limit) => ask((reader) => reader.calls(filter, limit)),
    byId: (id) => ask((reader) => reader.byId(id)),
    async tallies(filter, limit, before) {
      if (filter.counted === undefined) return ask((reader) => reader.tallies(filter, limit, before));
      const least = await outbox.written();
      return orUnavailable(() => longReader.ask<"tallies">({ do: "tallies", least, filter, limit, before }));
    },
    async eachTally(span, take) {
      const enough = await ask((reader) => handOver(reader.eachTally(span), take));
      if (enough !== null) throw enough.cause;
    },
    async sumUp<Task extends SumTask>(span: TallySpan, task: Task) {
      const least = await outbox.written();
      // The thread sums as the task says, by the same lines.
      return (await orUnavailable(() => longReader.ask<"sum-up">({ do: "sum-up", least, span, task }))) as SumsOf<Task>;
    },
  };
}

/** Returns why whoever takes the pages has had enough; null: all were taken. */
async function handOver(
  pages: AsyncIterable<readonly ArchivedTally[]>,
  take: (tallies: readonly ArchivedTally[]) => void,
): Promise<{ readonly cause: unknown } | null> {
  for await (const page of pages) {
    try {
      if (page.length > 0) take(page);
    } catch (cause) {
      return { cause };
    }
  }
  return null;
}

/** An edition was replaced or dropped in the very moment. */
function isTableGone(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "42P01";
}

export async function orUnavailable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new ArchiveUnavailable(`The history cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}
