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
import { openArchive, openArchiveForReading } from "./archive-database.ts";
import { createArchiveReader } from "./archive-reader.ts";
import { createArchiveWriter } from "./archive-writer.ts";
import { anywhere } from "./archived-calls-under-test.ts";
import type { ArchivedTally, ArchiveFilter, CallArchive, TallyFilter, TallySpan } from "./call-archive.ts";
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

/** A file as both threads use it, without the threads. */
function fileArchive(path: string) {
  const { database } = openArchive(path, "rules");
  const writer = createArchiveWriter(database, settings);
  const reading = openArchiveForReading(path);
  const reader = createArchiveReader(reading);
  return {
    reader,
    take(calls: readonly ArchivedCall[], changed: readonly NumberReading[]) {
      for (let left = writer.take(calls, changed); left > 0; left = writer.rereadSome(2));
    },
    close() {
      reading.close();
      database.close();
    },
  };
}

const everything: TallySpan = { from: hours(-1), to: hours(1_000) };

async function everyTally(archive: Pick<CallArchive, "eachTally">, span: TallySpan): Promise<ArchivedTally[]> {
  const all: ArchivedTally[] = [];
  await archive.eachTally(span, (tallies) => all.push(...tallies));
  return all;
}

test("[K2] the file answers every question as memory does, page by page, however numbers are read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-archive-law-"));
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomHistory, { minLength: 1, maxLength: 3 }),
      fc.array(readings, { minLength: 3, maxLength: 3 }),
      fc.array(fc.tuple(filters, tallyFilters, fc.integer({ min: 1, max: 5 })), { minLength: 12, maxLength: 12 }),
      async (histories, changes, questions) => {
        run += 1;
        const file = fileArchive(join(folder, `${run}.db`));
        const memory = createMemoryArchive(settings);
        for (const [index, steps] of histories.entries()) {
          const { forgotten, end } = pastOf(steps, settings);
          for (const [calls, changed] of [
            [forgotten.map(archivedCall), readingsOf(end)],
            [[], changes[index] ?? []],
          ] as const) {
            file.take(calls, changed);
            memory.take(calls, changed, anywhere);
          }
        }
        expect(sorted([...file.reader.eachTally(everything)])).toEqual(sorted(await everyTally(memory, everything)));
        for (const [filter, tallyFilter, limit] of questions) {
          await sameCalls(file, memory, filter, limit);
          await sameTallies(file, memory, tallyFilter, limit);
        }
        for (const id of ["260302090001_1", "260302090002_2", "260302090003_3"]) {
          expect(file.reader.byId(id)).toEqual(await memory.byId(id));
        }
        file.close();
      },
    ),
    { numRuns: 60 },
  );
  rmSync(folder, { recursive: true });
});

type File = ReturnType<typeof fileArchive>;

/** All pages, and each of them. */
async function sameCalls(file: File, memory: CallArchive, filter: ArchiveFilter, limit: number): Promise<void> {
  let before: ArchiveFilter["before"];
  for (;;) {
    const asked = before === undefined ? filter : { ...filter, before };
    const found = file.reader.calls(asked, limit);
    expect(found).toEqual(await memory.calls(asked, limit));
    const last = found.at(-1);
    if (last === undefined) return;
    before = { startedAt: Date.parse(last.record.startedAt), id: last.record.id };
  }
}

async function sameTallies(file: File, memory: CallArchive, filter: TallyFilter, limit: number): Promise<void> {
  const all: ArchivedTally[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last === undefined ? null : placeOf(last);
    const found = file.reader.tallies(filter, limit, before);
    expect(sorted(found)).toEqual(sorted(await memory.tallies(filter, limit, before)));
    if (found.length === 0) break;
    all.push(...found);
  }
  expect(sorted(all)).toEqual(sorted(await memory.tallies(filter, 1_000_000, null)));
  const { counted = null, ...span } = filter;
  if (counted !== null) expect((await memory.sumUp(span, counted)).count).toBe(all.length);
  expect(sorted([...file.reader.eachTally(span)])).toEqual(sorted(await everyTally(memory, span)));
}

/** Of one call and one moment there is no order among tallies. */
function sorted(tallies: readonly ArchivedTally[]): readonly string[] {
  return tallies.map((tally) => JSON.stringify(tally)).sort();
}
