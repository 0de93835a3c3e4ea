import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byGet, byPost, type Delivery } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { arbitraryAct } from "#lib/testing/arbitrary-act.ts";
import { randomStep } from "#lib/testing/random-history.ts";
import { systemClock } from "#server/clock.ts";
import { StartError } from "#server/start-error.ts";
import { openAsEarlier } from "./earlier-versions-under-test.ts";
import { underWay } from "./journal.ts";
import { createSqliteJournal } from "./sqlite-journal.ts";
import { openSqliteReader } from "./sqlite-reader.ts";
import { SCHEMA_VERSION } from "./sqlite-schema.ts";
import { bringDown, versionOf } from "./sqlite-upgrade.ts";

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-upgrade-"));
  path = join(folder, "ringside.db");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ring = byPost(
  '{"Event":"ringing","Callerid":"05552221133","User":"820","Usertype":"queue","Id":"260302090001_1-0"}',
);
const claim = { of: "missed", id: "7", deed: "claim", by: "Jana", note: null, seen: 0 } as const;

/** What is said at one place of the journal, and whether its raw text has gone since. */
interface Said {
  readonly say: Delivery | typeof claim;
  readonly distilled: boolean;
}

/** Writes with this version; deliveries that are understood may lose their raw texts, as retention does it. */
async function write(said: readonly Said[]): Promise<void> {
  const journal = createSqliteJournal(path, systemClock);
  const distilled: JournalEntry[] = [];
  for (const { say, distilled: gone } of said) {
    if ("of" in say) {
      await journal.appendAct(say);
      continue;
    }
    const read = parseDelivery(say);
    const { seq, at } = await journal.append(say, read.understood ? null : read.reason);
    if (gone) distilled.push({ seq, at, delivery: { ...say, contentType: null, body: null, query: null }, read });
  }
  await journal.upkeep.rewrite(distilled, { swept: "kept" });
  await journal.checkpoints.save({ fingerprint: "a", seq: 1, state: "{}" });
  await journal.close();
}

function all(): readonly unknown[] {
  const reader = openSqliteReader(path);
  const entries = reader.read(0, 10_000);
  reader.close();
  return entries;
}

async function openedAnew(): Promise<readonly unknown[]> {
  const journal = createSqliteJournal(path, systemClock);
  await journal.close();
  return all();
}

/** What was said to an entry that an earlier version shows: its events, its act, or that it says nothing. */
function meaning(entry: JournalEntry): unknown {
  return entry.act ?? parseDelivery(entry.delivery);
}

const nothingSaid = parseDelivery(byGet(""));

const someSaid: fc.Arbitrary<readonly Said[]> = fc.array(
  fc.record({
    say: fc.oneof(
      { weight: 5, arbitrary: randomStep.map(({ delivery }) => delivery) },
      { weight: 1, arbitrary: fc.constantFrom(byGet("nonsense"), byPost("[", "text/plain")) },
      { weight: 1, arbitrary: arbitraryAct as fc.Arbitrary<typeof claim> },
    ),
    distilled: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("a journal that an earlier version is to read again", () => {
  test("[J60] says to it what it said, whatever its raw texts became, and nothing of what it does not know", async () => {
    await fc.assert(
      fc.asyncProperty(someSaid, fc.constantFrom(1 as const, 2 as const), async (said, version) => {
        rmSync(path, { force: true });
        await write(said);
        expect(bringDown(path, version)).toEqual({ from: SCHEMA_VERSION, passedOver: 0 });
        const earlier = openAsEarlier(path, version);
        const seen = earlier.read();
        earlier.close();
        expect(seen.map(({ seq }) => seq)).toEqual(said.map((_, index) => index + 1));
        const wanted = said.map(({ say, distilled }) => {
          if ("of" in say) return version === 1 ? nothingSaid : say;
          const reading = parseDelivery(say);
          return distilled && !reading.understood ? nothingSaid : reading;
        });
        expect(seen.map(meaning)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  test("[J60] is, brought up again, as it was, and has what came meanwhile", async () => {
    await fc.assert(
      fc.asyncProperty(
        someSaid,
        fc.array(fc.tuple(fc.constantFrom(1 as const, 2 as const), someSaid), { minLength: 1, maxLength: 3 }),
        async (said, ways) => {
          rmSync(path, { force: true });
          await write(said);
          let before = all();
          for (const [version, meanwhile] of ways) {
            bringDown(path, version);
            const earlier = openAsEarlier(path, version);
            const told = meanwhile.filter(({ say }) => version > 1 || !("of" in say)).map(({ say }) => say);
            for (const say of told) {
              if ("of" in say) earlier.appendAct(9e12, say);
              else earlier.append(9e12, say);
            }
            earlier.close();
            const after = await openedAnew();
            expect(after.slice(0, before.length)).toEqual(before);
            const added = after.slice(before.length) as readonly JournalEntry[];
            expect(added.map((entry) => entry.act ?? entry.delivery)).toEqual(told);
            before = after;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test("[J60] keeps its notes and its refusals, and loses only the checkpoint", async () => {
    await write([
      { say: ring, distilled: true },
      { say: byGet("nonsense"), distilled: false },
    ]);
    bringDown(path, 1);
    const journal = createSqliteJournal(path, systemClock);
    expect(await journal.upkeep.note("swept")).toBe("kept");
    expect((await journal.refused(9, 9)).map(({ entry }) => entry.seq)).toEqual([2]);
    expect(await journal.checkpoints.load("a")).toBeNull();
    await journal.close();
    expect(versionOf(path)).toBe(SCHEMA_VERSION);
  });

  test("[J60] of which something cannot be put into words is counted, and has it again later", async () => {
    await write([{ say: ring, distilled: true }]);
    const database = new DatabaseSync(path);
    const [event] = JSON.parse(`${database.prepare("SELECT events FROM entry").get()?.["events"]}`);
    database.prepare("UPDATE entry SET events = ?").run(JSON.stringify([{ ...event, number: " " }]));
    database.close();
    const before = all();
    expect(bringDown(path, 2).passedOver).toBe(1);
    const earlier = openAsEarlier(path, 2);
    expect(earlier.read().map(meaning)).toEqual([nothingSaid]);
    earlier.close();
    expect(await openedAnew()).toEqual(before);
  });
});

describe("a way back that cannot be", () => {
  test("[J61] is refused while a server runs, while something is being erased, and to where there is nothing", async () => {
    expect(() => bringDown(path, 2)).toThrow("There is no journal at");
    const journal = createSqliteJournal(path, systemClock);
    await journal.append(ring, null);
    expect(() => bringDown(path, 2)).toThrow("Another Ringside is running on");
    await journal.upkeep.rewrite([], { [underWay.erasing]: "a plan" });
    await journal.close();
    expect(() => bringDown(path, 1)).toThrow("An erasure is under way");
    expect(() => bringDown(path, 99)).toThrow(`There is no schema 99: this Ringside knows 1 to ${SCHEMA_VERSION}.`);
    expect(versionOf(path)).toBe(SCHEMA_VERSION);
    const old = join(folder, "old.db");
    openAsEarlier(old, 1).close();
    expect(() => bringDown(old, 2)).toThrow("is of schema 1, which is earlier");
  });

  test("[J61] and fails in the middle leaves the file as it was", async () => {
    await write([
      { say: ring, distilled: true },
      { say: claim, distilled: false },
      { say: ring, distilled: true },
    ]);
    const database = new DatabaseSync(path);
    database.exec("UPDATE entry SET events = 'no JSON' WHERE seq = 3");
    const rows = () => database.prepare("SELECT * FROM entry").all();
    const before = rows();
    expect(() => bringDown(path, 1)).toThrow(StartError);
    expect(rows()).toEqual(before);
    database.close();
    expect(versionOf(path)).toBe(SCHEMA_VERSION);
  });
});

describe("a file of an earlier version", () => {
  test("[J13] of every version there was is brought up with all that is in it", async () => {
    for (const version of [1, 2] as const) {
      rmSync(path, { force: true });
      const earlier = openAsEarlier(path, version);
      earlier.append(1_000, ring);
      earlier.append(2_000, byGet("odd"), "not understood");
      earlier.close();
      expect(versionOf(path)).toBe(version);
      expect(await openedAnew()).toEqual([
        { seq: 1, at: 1_000, delivery: ring },
        { seq: 2, at: 2_000, delivery: byGet("odd") },
      ]);
      expect(versionOf(path)).toBe(SCHEMA_VERSION);
    }
    expect(readdirSync(folder)).toContain("ringside.db");
  });
});
