import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { loadBoard, saveBoard } from "#lib/board/checkpoint.ts";
import { emptyBoard, foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { randomDays } from "#lib/testing/random-days.ts";
import { entriesOf } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import { createFolding, type Folding } from "#server/projector/folding.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import type { CallArchive } from "./call-archive.ts";
import { createFrailPostgres, type FrailPostgres } from "./frail-postgres-under-test.ts";
import { createMemoryArchive } from "./memory-archive.ts";
import { openPostgresArchive } from "./postgres-archive.ts";

const settings = defaultSettings;
const log = createLogger("silent");
const guarded = createGuardedFold(foldEntry, log);

let url: string;

beforeAll(async () => {
  url = await createDatabaseUnderTest();
});

interface Server {
  readonly postgres: FrailPostgres;
  readonly archive: CallArchive;
  readonly folding: Folding;
}

/** The servers of one site, and the checkpoint that they share. */
function createSite(fingerprint: string) {
  let kept: { readonly seq: number; readonly state: string } | null = null;
  return {
    /** One more server, with a board from the checkpoint where the archive stands for it. */
    async start(): Promise<Server> {
      const postgres = createFrailPostgres(createPostgres(url, log));
      const archive = await openPostgresArchive({ postgres, fingerprint, settings, log });
      const generation = await archive.generation();
      const isOfUse = kept !== null && kept.seq <= (await archive.rev());
      const restored = isOfUse && kept !== null ? loadBoard(kept.state, settings) : null;
      if (restored === null) await archive.clear();
      const from = restored ?? emptyBoard(settings, storyStart);
      return { postgres, archive, folding: createFolding({ from, settings, guarded, archive, generation }) };
    },
    /** As a server keeps its board: not where the archive is not safe. */
    async keep({ archive, folding }: Server): Promise<void> {
      const state = folding.settled();
      const flushed = await archive.flush(state.rev).then(
        () => true,
        () => false,
      );
      if (flushed && state.rev >= (kept?.seq ?? 0)) kept = { seq: state.rev, state: saveBoard(state) };
    },
  };
}

async function end({ archive, postgres }: Server): Promise<void> {
  await archive.close();
  await postgres.close();
}

type Step =
  | { readonly is: "read"; readonly entries: number }
  | { readonly is: "pass"; readonly hours: number }
  | { readonly is: "keep" }
  /** In the middle of what it has to write of the next entries. */
  | { readonly is: "die"; readonly statements: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ is: fc.constant("read" as const), entries: fc.integer({ min: 1, max: 60 }) }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("pass" as const), hours: fc.constantFrom(1, 8, 40) }) },
  { weight: 2, arbitrary: fc.constant({ is: "keep" as const }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("die" as const), statements: fc.integer({ min: 0, max: 40 }) }) },
);

const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), step), { minLength: 5, maxLength: 25 });

function read({ folding }: Server, entries: readonly JournalEntry[], count: number): void {
  folding.take(entries.slice(folding.position(), folding.position() + count));
}

/** Returns the server that stands there afterwards. */
async function happen(todo: Step, server: Server, { site, entries }: Story): Promise<Server> {
  switch (todo.is) {
    case "read":
      read(server, entries, todo.entries);
      return server;
    case "pass":
      server.folding.pass(server.folding.shown().now + todo.hours * 3_600_000);
      return server;
    case "keep":
      await site.keep(server);
      return server;
    case "die":
      server.postgres.dieAfter(todo.statements);
      read(server, entries, 40);
      await server.archive.flush(server.folding.position()).catch(() => undefined);
      await end(server);
      return site.start();
  }
}

interface Story {
  readonly site: ReturnType<typeof createSite>;
  readonly entries: readonly JournalEntry[];
}

async function known(archive: CallArchive): Promise<unknown> {
  const calls = await archive.calls({}, 1_000_000);
  const tallies: string[] = [];
  await archive.eachTally({ from: 0, to: Number.MAX_SAFE_INTEGER }, (page) => {
    tallies.push(...page.map((tally) => JSON.stringify(tally)));
  });
  return { calls, tallies: tallies.sort() };
}

/** What a fold from nothing gives. */
async function expected(entries: readonly JournalEntry[]): Promise<CallArchive> {
  const archive = createMemoryArchive(settings);
  const from = emptyBoard(settings, storyStart);
  createFolding({ from, settings, guarded, archive, generation: 0 }).take(entries);
  return archive;
}

test("[K54] servers that hand over in any batches, at any moment, and die in the middle, have written what a fold from nothing gives", async () => {
  let run = 0;
  let archived = 0;
  await fc.assert(
    fc.asyncProperty(randomDays, steps, async (days, plan) => {
      run += 1;
      const story = { site: createSite(`site ${run}`), entries: entriesOf(days) };
      const servers = await Promise.all([0, 1, 2].map(story.site.start));
      for (const [nr, todo] of plan) servers[nr] = await happen(todo, servers[nr] as Server, story);
      const memory = await expected(story.entries);
      for (const server of servers) read(server, story.entries, story.entries.length);
      for (const { archive } of servers) {
        await archive.flush(story.entries.length);
        await expect.poll(() => archive.report().behind).toBe(0);
        expect(await archive.rev()).toBe(story.entries.length);
        expect(await known(archive)).toEqual(await known(memory));
      }
      archived += (await memory.calls({}, 1_000_000)).length;
      await Promise.all(servers.map(end));
    }),
    { numRuns: 15 },
  );
  expect(archived).toBeGreaterThan(15);
});
