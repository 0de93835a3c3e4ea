import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { readingsOf } from "#lib/board/number-reading.ts";
import { figureNames } from "#lib/report/figure-names.ts";
import type { FigureTask } from "#lib/report/sum-task.ts";
import { archivedCall, pastOf } from "#lib/testing/past-calls.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { migrate } from "#server/postgres/schema-version.ts";
import { openArchive, openArchiveForReading } from "./archive-database.ts";
import { createArchiveReader } from "./archive-reader.ts";
import { archiveSchema } from "./archive-registry.ts";
import { createArchiveWriter } from "./archive-writer.ts";
import { anywhere } from "./archived-calls-under-test.ts";
import type { ArchivedTally, ArchiveFilter, CallArchive, TallyFilter, TallySpan } from "./call-archive.ts";
import { createEditionReader, type EditionReader } from "./edition-reader.ts";
import { createEditionWriter } from "./edition-writer.ts";
import { createEditions } from "./editions.ts";
import { createMemoryArchive } from "./memory-archive.ts";
import { placeOf } from "./tally-order.ts";

const settings = defaultSettings;
const hours = (count: number): number => storyStart + count * 3_600_000;
const from = fc.constantFrom(-1, 0, 0.01, 1).map(hours);
const to = fc.constantFrom(0.02, 1, 30, 200).map(hours);
const number = fc.constantFrom("201", "202", "203", "820", "821", "800", "999");

const terms: fc.Arbitrary<ArchiveFilter> = fc.oneof(
  fc.record({ from, to }),
  fc.record({ direction: fc.constantFrom("inbound" as const, "outbound" as const) }),
  fc.record({ queue: fc.constantFrom("820", "821", "201") }),
  fc.record({ agent: fc.constantFrom("201", "202", "203", "820") }),
  fc.record({ outcome: fc.constantFrom("completed" as const, "missed" as const, "unanswered" as const) }),
  fc.record({ lostIn: fc.constantFrom("ivr" as const, "queue" as const, "ringing" as const) }),
  fc.record({ callerEnd: fc.constantFrom("552221133", "559998877", "1133", "33", "3", "98877", "0", "117") }),
);

/** Of more filters than three hardly ever a call is left. */
const filters = fc.array(terms, { maxLength: 3 }).map((some): ArchiveFilter => Object.assign({}, ...some));

const tallyFilters: fc.Arbitrary<TallyFilter> = fc.record(
  {
    of: fc.constantFrom("inbound" as const, "outbound" as const, "passage" as const, "agent" as const),
    number,
    from,
    to,
    counted: fc
      .constantFrom(...figureNames)
      .map((name): FigureTask => ({ of: "figure", name, wall: null, rules: settings })),
  },
  { requiredKeys: ["of", "from", "to"] },
);

const readings: fc.Arbitrary<readonly NumberReading[]> = fc.array(
  fc.record({
    number,
    kind: fc.constantFrom(null, "ivr" as const, "queue" as const, "phone" as const),
    ringStrategy: fc.constantFrom("hunt" as const, "ring-all" as const),
  }),
  { maxLength: 3 },
);

/** An archive as those use it who write and read, without threads. */
interface Subject extends Pick<CallArchive, "calls" | "byId" | "tallies"> {
  take(calls: readonly ArchivedCall[], changed: readonly NumberReading[]): Promise<void>;
  eachTally(span: TallySpan): Promise<readonly ArchivedTally[]>;
  close(): Promise<void>;
}

interface SubjectPlace {
  /** A new one. */
  open(): Promise<Subject>;
  close(): Promise<void>;
}

function inFiles(): SubjectPlace {
  const folder = mkdtempSync(join(tmpdir(), "ringside-archive-law-"));
  let made = 0;
  return {
    async open() {
      made += 1;
      const path = join(folder, `${made}.db`);
      const { database } = openArchive(path, "rules");
      const writer = createArchiveWriter(database, settings);
      const reading = openArchiveForReading(path);
      const reader = createArchiveReader(reading);
      return {
        async take(calls, changed) {
          for (let left = writer.take(calls, changed); left > 0; left = writer.rereadSome(2));
        },
        calls: async (filter, limit) => reader.calls(filter, limit),
        byId: async (id) => reader.byId(id),
        tallies: async (filter, limit, before) => reader.tallies(filter, limit, before),
        eachTally: async (span) => [...reader.eachTally(span)],
        async close() {
          reading.close();
          database.close();
        },
      };
    },
    async close() {
      rmSync(folder, { recursive: true });
    },
  };
}

async function inPostgres(): Promise<SubjectPlace> {
  const postgres = createPostgres(await createDatabaseUnderTest(), createLogger("silent"));
  await migrate(postgres, archiveSchema);
  let made = 0;
  return {
    async open() {
      made += 1;
      const editions = createEditions({ postgres, fingerprint: `rules ${made}`, server: "one" });
      const writer = createEditionWriter(editions, settings);
      const read = <T>(work: (reader: EditionReader) => Promise<T>) =>
        editions.reading(0, (edition, queries) => work(createEditionReader(queries, edition)));
      let position = 0;
      return {
        async take(calls, changed) {
          const whence = { generation: 0, after: position, upTo: position + 1 };
          position += 1;
          await writer.write({ ...whence, calls, readings: changed, isWhole: true });
          for (let done = 1; done > 0; ) done = await writer.rereadSome(2);
        },
        calls: (filter, limit) => read((reader) => reader.calls(filter, limit)),
        byId: (id) => read((reader) => reader.byId(id)),
        tallies: (filter, limit, before) => read((reader) => reader.tallies(filter, limit, before)),
        eachTally: (span) => read(async (reader) => (await Array.fromAsync(reader.eachTally(span))).flat()),
        close: async () => undefined,
      };
    },
    close: postgres.close,
  };
}

const everything: TallySpan = { from: hours(-1), to: hours(1_000) };

async function everyTally(archive: Pick<CallArchive, "eachTally">, span: TallySpan): Promise<ArchivedTally[]> {
  const all: ArchivedTally[] = [];
  await archive.eachTally(span, (tallies) => all.push(...tallies));
  return all;
}

test.each([
  ["a file", inFiles, 60],
  ["PostgreSQL", inPostgres, 20],
] as const)(
  "[K2] %s answers every question as memory does, page by page, however numbers are read",
  async (_, open, numRuns) => {
    const place = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomHistory, { minLength: 1, maxLength: 3 }),
        fc.array(readings, { minLength: 3, maxLength: 3 }),
        fc.array(fc.tuple(filters, tallyFilters, fc.integer({ min: 1, max: 5 })), { minLength: 12, maxLength: 12 }),
        async (histories, changes, questions) => {
          const subject = await place.open();
          const memory = createMemoryArchive(settings);
          for (const [index, steps] of histories.entries()) {
            const { forgotten, end } = pastOf(steps, settings);
            for (const [calls, changed] of [
              [forgotten.map(archivedCall), readingsOf(end)],
              [[], changes[index] ?? []],
            ] as const) {
              await subject.take(calls, changed);
              memory.take(calls, changed, anywhere);
            }
          }
          expect(sorted(await subject.eachTally(everything))).toEqual(sorted(await everyTally(memory, everything)));
          for (const [filter, tallyFilter, limit] of questions) {
            await sameCalls(subject, memory, filter, limit);
            await sameTallies(subject, memory, tallyFilter, limit);
          }
          for (const id of ["260302090001_1", "260302090002_2", "260302090003_3"]) {
            expect(await subject.byId(id)).toEqual(await memory.byId(id));
          }
          await subject.close();
        },
      ),
      { numRuns },
    );
    await place.close();
  },
);

/** All pages, and each of them. */
async function sameCalls(subject: Subject, memory: CallArchive, filter: ArchiveFilter, limit: number): Promise<void> {
  let before: ArchiveFilter["before"];
  for (;;) {
    const asked = before === undefined ? filter : { ...filter, before };
    const found = await subject.calls(asked, limit);
    expect(found).toEqual(await memory.calls(asked, limit));
    const last = found.at(-1);
    if (last === undefined) return;
    before = { startedAt: Date.parse(last.record.startedAt), id: last.record.id };
  }
}

async function sameTallies(subject: Subject, memory: CallArchive, filter: TallyFilter, limit: number): Promise<void> {
  const all: ArchivedTally[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last === undefined ? null : placeOf(last);
    const found = await subject.tallies(filter, limit, before);
    expect(sorted(found)).toEqual(sorted(await memory.tallies(filter, limit, before)));
    if (found.length === 0) break;
    all.push(...found);
  }
  expect(sorted(all)).toEqual(sorted(await memory.tallies(filter, 1_000_000, null)));
  const { counted = null, ...span } = filter;
  if (counted !== null) expect((await memory.sumUp(span, counted)).count).toBe(all.length);
  expect(sorted(await subject.eachTally(span))).toEqual(sorted(await everyTally(memory, span)));
}

/** Of one call and one moment there is no order among tallies. */
function sorted(tallies: readonly ArchivedTally[]): readonly string[] {
  return tallies.map((tally) => JSON.stringify(tally)).sort();
}
