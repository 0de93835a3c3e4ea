import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { underWay } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { openPostgresJournal } from "#server/journal/postgres-journal.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres } from "#server/postgres/postgres.ts";
import type { PastBoards } from "./past-boards.ts";
import { openSharedPastBoards } from "./shared-past-boards.ts";

const settings = { ...defaultSettings, timeZone: "Europe/Prague" };
const log = createLogger("silent");
const hours = 60 * 60 * 1000;

let folder: string;
let url: string;
let now: number;
const opened: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-shared-past-"));
  url = await createDatabaseUnderTest();
  now = storyStart;
});
afterEach(async () => {
  for (let one = opened.pop(); one; one = opened.pop()) await one.close();
  rmSync(folder, { recursive: true });
});

function kept<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

interface Server {
  readonly journal: JournalStore;
  readonly past: PastBoards;
  readonly keptPath: string;
}

/** One server of the site, with a disk of its own. */
async function start(name: string): Promise<Server> {
  const keptPath = join(folder, `${name}.db`);
  const postgres = kept(createPostgres(url, log));
  const journal = kept(await openPostgresJournal(postgres, { now: () => now }, log));
  const past = kept(await openSharedPastBoards({ postgres, journal, keptPath, fingerprint: "this", settings }));
  return { journal, past, keptPath };
}

/** Of which generations of the journal boards lie beside the server; looking changes nothing. */
function keptGenerations({ keptPath }: Server): readonly number[] {
  if (!existsSync(keptPath)) return [];
  const database = new DatabaseSync(keptPath, { readOnly: true });
  const rows = database.prepare("SELECT DISTINCT fingerprint FROM board ORDER BY 1").all();
  database.close();
  return rows.map(({ fingerprint }) => Number(`${fingerprint}`.split(" ")[1]));
}

const ringing = (caller: string) =>
  byGet(`event=ringing&user=804&usertype=queue&callerid=${caller}&did=&id=230102104542_1-0`);

/** Two calls with a night between them, so that a board is kept on the way to the second. */
async function tellTwo({ journal }: Server): Promise<JournalEntry> {
  const first = await journal.append(ringing("420774852610"), null);
  now += 8 * hours;
  await journal.append(byGet("event=ringing&user=804&usertype=queue&callerid=1&did=&id=230102184542_2-0"), null);
  return first;
}

/** The first entry without the caller, as an erasure leaves it. */
async function rewrite({ journal }: Server, { seq, at }: JournalEntry): Promise<void> {
  await journal.upkeep.outdate();
  await journal.upkeep.rewrite([{ seq, at, delivery: ringing("erased"), read: { understood: true, events: [] } }], {});
}

const told = async ({ past }: Server, at: number) => JSON.stringify(await past.at(at));

test("[K61] with PostgreSQL the board as it was is what a fold up to that instant gives, asked in any order", async () => {
  await fc.assert(
    fc.asyncProperty(
      randomHistory,
      fc.array(fc.integer({ min: -hours, max: 70 * hours }), { minLength: 2, maxLength: 4 }),
      async (steps, moments) => {
        url = await createDatabaseUnderTest();
        now = storyStart;
        const server = await start(url.slice(-6));
        const entries: JournalEntry[] = [];
        for (const { after, delivery } of steps) {
          now += after * 60_000;
          entries.push(await server.journal.append(delivery, null));
        }
        for (const moment of moments) {
          const at = storyStart + moment;
          const before = emptyBoard(settings, Math.min(entries[0]?.at ?? at, at));
          const expected = entries.filter((entry) => entry.at <= at).reduce(foldEntry, before);
          expect(await server.past.at(at)).toEqual(viewBoard(advance(expected, at)));
        }
      },
    ),
    { numRuns: 5 },
  );
});

test("[K61] what is kept beside one server goes when another one has rewritten the journal", async () => {
  const [one, other] = [await start("one"), await start("other")];
  const first = await tellTwo(one);
  await told(other, now);
  expect(await told(other, first.at)).toContain("774852610");
  expect(keptGenerations(other)).toEqual([0]);
  await rewrite(one, first);
  // Nobody has asked again.
  await expect.poll(() => existsSync(other.keptPath), { timeout: 20_000 }).toBe(false);
  expect(await told(other, first.at)).not.toContain("774852610");
});

test("[K61] what is kept is gone at the start after a rewriting that the server was not there for", async () => {
  const other = await start("other");
  const first = await tellTwo(other);
  await told(other, now);
  expect(await told(other, first.at)).toContain("774852610");
  for (let ended = opened.pop(); ended; ended = opened.pop()) await ended.close();
  expect(keptGenerations(other)).toEqual([0]);
  await rewrite(await start("one"), first);
  const again = await start("other");
  expect(keptGenerations(again)).toEqual([]);
  expect(await told(again, first.at)).not.toContain("774852610");
});

test("[K61] while the journal is being rewritten nothing is kept, and the board is told all the same", async () => {
  const server = await start("one");
  await tellTwo(server);
  await server.journal.upkeep.outdate();
  await server.journal.upkeep.rewrite([], { [underWay.erasing]: "{}" });
  expect(await told(server, now)).toContain('"calls":[{');
  expect(keptGenerations(server)).toEqual([]);
  await server.journal.upkeep.rewrite([], { [underWay.erasing]: null });
  await told(server, now);
  expect(keptGenerations(server)).toEqual([1]);
});
