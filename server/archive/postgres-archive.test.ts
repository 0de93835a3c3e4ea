import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ArchivedCall } from "#lib/board/archived-call.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { type Erasure, eraseIn } from "#lib/board/erasure.ts";
import type { FigureTask } from "#lib/report/sum-task.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { describeArchive } from "./archive-contract.ts";
import { createTeller, isQueue, lostCall, lostCalls } from "./archived-calls-under-test.ts";
import { type ArchiveFilter, ArchiveUnavailable, type CallArchive, type ListedCall } from "./call-archive.ts";
import { editionTables, tableName } from "./edition-tables.ts";
import { createEditionTenancy } from "./edition-tenancy.ts";
import { createEditions } from "./editions.ts";
import { createFrailPostgres } from "./frail-postgres-under-test.ts";
import { createMemoryArchive } from "./memory-archive.ts";
import { openPostgresArchive } from "./postgres-archive.ts";

const log = createLogger("silent");
const settings = defaultSettings;
const range = { from: 0, to: Number.MAX_SAFE_INTEGER };

let url: string;
const opened: { close(): Promise<void> }[] = [];

function kept<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

const connect = (to = url): Postgres => kept(createPostgres(to, log));

async function open(fingerprint = "rules", postgres = connect()): Promise<CallArchive> {
  return kept(await openPostgresArchive({ postgres, fingerprint, settings, log }));
}

beforeEach(async () => {
  url = await createDatabaseUnderTest();
});
afterEach(async () => {
  for (let one = opened.pop(); one; one = opened.pop()) await one.close();
});

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true);
}

async function tables(): Promise<readonly string[]> {
  const rows = await connect().query<{ readonly name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  return rows.map(({ name }) => name);
}

/** Numbers of the editions that have tables. */
async function editions(): Promise<readonly number[]> {
  return (await tables()).flatMap((name) => /^archive_(\d+)_call$/.exec(name)?.slice(1).map(Number) ?? []).sort();
}

/** All that the database holds, as text. */
async function everything(): Promise<string> {
  const postgres = connect();
  const rows = (await tables()).map((table) => postgres.query(`SELECT kept::text FROM ${table} AS kept`));
  return JSON.stringify(await Promise.all(rows));
}

async function renameEditions(to: "away" | "back"): Promise<void> {
  const [from, into] = to === "away" ? ["archive_edition", "elsewhere"] : ["elsewhere", "archive_edition"];
  await connect().query(`ALTER TABLE ${from} RENAME TO ${into}`);
}

describeArchive("the archive in PostgreSQL", {
  open,
  async obstruct() {
    await renameEditions("away");
    return () => renameEditions("back");
  },
});

test("[K54] what one server has written the others pass over, and find", async () => {
  const first = await open();
  const one = createTeller(first);
  const frail = createFrailPostgres(connect());
  const other = await open("rules", frail);
  for (const calls of [lostCalls(300), lostCalls(20, 400)]) one.tell(calls, [isQueue]);
  await one.flush();
  await until(() => first.report().behind === 0);
  const before = frail.said.length;
  const late = createTeller(other);
  for (const calls of [lostCalls(300), lostCalls(20, 400)]) late.tell(calls, [isQueue]);
  expect(await other.calls({ queue: "820" }, 1_000)).toHaveLength(320);
  await late.flush();
  expect(frail.said.slice(before).filter((sql) => /INSERT|UPDATE|DELETE/.test(sql))).toEqual([]);
  expect(other.report()).toMatchObject({ ok: true, rev: 2 });
});

test("[K55] what comes before the archive's end is waited for, however long, and whoever brings it", async () => {
  const [one, other] = [await open(), await open()];
  const early = createTeller(other, 3);
  early.tell(lostCalls(2, 40));
  await expect(other.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  await expect(early.flush()).rejects.toThrow(ArchiveUnavailable);
  expect(other.report()).toMatchObject({ ok: false, rev: 0, behind: 2 });
  expect(await one.calls({}, 10)).toEqual([]);
  const teller = createTeller(one);
  for (const n of [1, 2, 3]) teller.tell([lostCall(n)]);
  await teller.flush();
  await until(() => other.report().ok);
  expect(await other.calls({}, 10)).toHaveLength(5);
  expect(await one.rev()).toBe(4);
});

test("[K55] of too many that wait nothing is kept; it goes on by itself once another server has brought them", async () => {
  const [one, other] = [await open(), await open()];
  const [first, second] = [createTeller(one), createTeller(other)];
  await renameEditions("away");
  for (let n = 0; n < 51; n += 1) first.tell(lostCalls(1_000, n * 1_000));
  expect(one.report()).toMatchObject({ ok: false, behind: 0 });
  await renameEditions("back");
  first.tell(lostCalls(1, 90_000));
  await expect(one.calls({}, 1)).rejects.toThrow(ArchiveUnavailable);
  // What was in these is of no concern here.
  for (let n = 0; n < 51; n += 1) second.tell([lostCall(n)]);
  await second.flush();
  await until(() => one.report().ok);
  expect((await one.calls({}, 1))[0]?.record.id).toBe("260302120000_90000");
});

test("[K56] servers of two versions live beside each other, and one that goes back finds its history", async () => {
  const [older, newer] = [await open("older"), await open("newer")];
  const [first, second] = [createTeller(older), createTeller(newer)];
  first.tell(lostCalls(3), [isQueue]);
  await newer.clear();
  second.tell(lostCalls(3));
  first.tell([lostCall(4)]);
  await Promise.all([first.flush(), second.flush()]);
  expect(await older.calls({ queue: "820" }, 10)).toHaveLength(4);
  expect([await newer.calls({}, 10), await newer.calls({ queue: "820" }, 10)]).toMatchObject([{ length: 3 }, []]);
  await older.close();
  expect(await (await open("older")).rev()).toBe(2);
});

test("[K56] tables that no server has used for a week are dropped, and of those unused for an hour all but two", async () => {
  const mine = await open("mine");
  createTeller(mine).tell(lostCalls(3));
  for (const fingerprint of ["a", "b", "c", "d", "used"]) await open(fingerprint);
  const postgres = connect();
  for (const [fingerprint, age] of Object.entries({ a: "8 days", b: "3 hours", c: "5 hours", d: "4 hours" })) {
    await postgres.query("UPDATE archive_edition SET used_at = now() - $1::interval WHERE fingerprint = $2", [
      age,
      fingerprint,
    ]);
  }
  const tenancy = createEditionTenancy({ editions: createEditions(by("mine")), ...by("mine") });
  await tenancy.dropUnused();
  const left = await postgres.query("SELECT fingerprint FROM archive_edition ORDER BY 1");
  expect(left.map(({ fingerprint }) => fingerprint)).toEqual(["b", "d", "mine", "used"]);
  expect(await editions()).toHaveLength(4);
  expect(await mine.calls({}, 10)).toHaveLength(3);
});

const by = (fingerprint: string) => ({ postgres: connect(), fingerprint, server: "tidy" });

test("[K56] a server that begins anew empties nothing that another one stands on; alone it gets new tables", async () => {
  const [one, other] = [await open(), await open()];
  const teller = createTeller(one);
  teller.tell(lostCalls(3));
  await teller.flush();
  await other.clear();
  expect(await other.rev()).toBe(1);
  expect(await one.calls({}, 10)).toHaveLength(3);
  await one.close();
  const before = await editions();
  await other.clear();
  expect([await other.rev(), await other.calls({}, 10)]).toEqual([0, []]);
  expect(await editions()).not.toEqual(before);
  const { dropUnused } = createEditionTenancy({ editions: createEditions(by("rules")), ...by("rules") });
  await dropUnused();
  expect(await editions()).toHaveLength(1);
});

test("[K56] tables that were dropped by hand are made again, and what was in them is not taken for there", async () => {
  const archive = await open();
  const teller = createTeller(archive);
  teller.tell(lostCalls(3));
  await teller.flush();
  const [edition = 0] = await editions();
  for (const table of editionTables) await connect().query(`DROP TABLE ${tableName(edition, table)}`);
  await expect(archive.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  teller.tell([lostCall(4)]);
  await expect(archive.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  await archive.close();
  const next = await open();
  expect(await next.rev()).toBe(0);
  createTeller(next).tell(lostCalls(4));
  expect(await next.calls({}, 10)).toHaveLength(4);
});

test("[K56] an archive that another server builds again is not taken for whole before it reaches to what was seen", async () => {
  const [one, other] = [await open(), await open()];
  const teller = createTeller(one);
  for (const n of [1, 2, 3]) teller.tell([lostCall(n)]);
  await teller.flush();
  const [edition = 0] = await editions();
  await connect().query(`DROP TABLE ${tableName(edition, "call")}`);
  const anew = createTeller(other);
  for (const n of [1, 2]) anew.tell([lostCall(n)]);
  await anew.flush();
  await expect(one.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  await expect(one.sumUp(range, countOf)).rejects.toThrow(ArchiveUnavailable);
  anew.tell([lostCall(3)]);
  await anew.flush();
  expect(await one.calls({}, 10)).toHaveLength(3);
});

const erasure: Erasure = { key: "552221133", pseudonym: "erased-abc", calls: new Set(), salt: "salt" };

test("[K57] what another server's board still knows of an erased caller is not taken; what it hands over once it is built again is", async () => {
  const [one, other] = [await open(), await open()];
  const [first, second] = [createTeller(one), createTeller(other)];
  for (const teller of [first, second]) teller.tell(lostCalls(3));
  await Promise.all([first.flush(), second.flush()]);
  await one.erase(erasure);
  second.tell([lostCall(4)]);
  await expect(other.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  await expect(second.flush()).rejects.toThrow(ArchiveUnavailable);
  expect(other.report().ok).toBe(false);
  expect(await everything()).not.toContain("552221133");
  // The board of whoever erased goes on.
  first.tell([eraseIn(lostCall(4), erasure)]);
  await first.flush();
  const anew = createTeller(other, 1, await other.generation());
  anew.tell([eraseIn(lostCall(4), erasure)]);
  anew.tell([lostCall(5, "821")]);
  const found = await other.calls({}, 10);
  expect(found.map(({ record }) => record.caller)).toEqual([
    "05552221133",
    "erased-abc",
    "erased-abc",
    "erased-abc",
    "erased-abc",
  ]);
  expect(other.report().ok).toBe(true);
});

test("[K57] what waits of a board that is outdated stands in nobody's way once it is built again", async () => {
  const frail = createFrailPostgres(connect());
  const [one, other] = [await open(), await open("rules", frail)];
  const [first, second] = [createTeller(one), createTeller(other)];
  for (const teller of [first, second]) teller.tell(lostCalls(3));
  await Promise.all([first.flush(), second.flush()]);
  await one.erase(erasure);
  const anew = async () => createTeller(other, 1, await other.generation());
  // What only moves the position waits for something to write.
  second.tell([]);
  (await anew()).tell([lostCall(4, "821")]);
  expect(await other.calls({}, 10)).toHaveLength(4);
  await one.erase({ ...erasure, key: "821", pseudonym: "erased-def" });
  // Under way while the board is built again.
  second.tell([lostCall(5)]);
  const later = await anew();
  later.tell([eraseIn(lostCall(4, "821"), { ...erasure, key: "821", pseudonym: "erased-def" })]);
  expect(await other.calls({}, 10)).toHaveLength(4);
});

test("[K57] an erasure reaches what waits, what others read by other rules, and numbers of the office", async () => {
  const one = await open();
  const other = await open("other rules");
  const forwarded = { ...isQueue, number: "0552221133", kind: "phone" as const };
  for (const archive of [one, other])
    createTeller(archive).tell([...lostCalls(2), lostCall(3, "0552221133")], [forwarded]);
  await Promise.all([one.flush(1), other.flush(1)]);
  const [ownEdition, othersEdition] = await editions();
  await renameEditions("away");
  one.take([lostCall(4)], [forwarded], { generation: 0, after: 1, upTo: 2 });
  await expect(one.erase(erasure)).rejects.toThrow(ArchiveUnavailable);
  await renameEditions("back");
  await one.erase(erasure);
  await until(() => one.report().ok);
  expect(await one.calls({}, 10)).toHaveLength(4);
  expect(await everything()).not.toContain("552221133");
  // The other server may have begun an empty one of its own by now.
  expect(await editions()).toContain(ownEdition);
  expect(await editions()).not.toContain(othersEdition);
  await expect(other.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  const anew = createTeller(other, 0, await other.generation());
  anew.tell([eraseIn(lostCall(1), erasure)]);
  expect(await other.calls({}, 10)).toHaveLength(1);
});

test.each(["the same server", "another one"])(
  "[K57] an erasure that dies at any point is ended by %s, whose board then goes on",
  async (who) => {
    for (let statements = 0; statements < 32; statements += 3) {
      url = await createDatabaseUnderTest();
      const frail = createFrailPostgres(connect());
      const [one, other] = [await open("rules", frail), await open()];
      const tellers = new Map([one, other].map((archive) => [archive, createTeller(archive)]));
      for (const [archive, teller] of tellers) {
        teller.tell(lostCalls(3));
        await archive.flush(1);
      }
      frail.dieAfter(statements);
      await one.erase(erasure).catch(() => undefined);
      frail.dieAfter(Number.POSITIVE_INFINITY);
      const ending = who === "another one" ? other : one;
      await ending.erase(erasure);
      tellers.get(ending)?.tell([eraseIn(lostCall(4), erasure)]);
      await ending.flush(2);
      expect(await ending.calls({}, 10)).toHaveLength(4);
      expect(await everything()).not.toContain("552221133");
    }
  },
);

test("[K57] a caller who withheld the number is erased by the ids of the calls", async () => {
  const archive = await open();
  const withheld = { ...lostCall(1), own: { ...lostCall(1).own, caller: null, callerName: "Jana Brandt" } };
  createTeller(archive).tell([withheld, lostCall(2)]);
  await archive.erase({ ...erasure, key: null, calls: new Set(["260302120000_1"]) });
  expect(await everything()).not.toContain("Brandt");
  expect(await archive.calls({}, 10)).toHaveLength(2);
});

test("[K57] calls that began before what is kept are gone for good, whoever hands them over again and reads them how", async () => {
  const [one, other] = [await open(), await open("other rules")];
  for (const archive of [one, other]) createTeller(archive).tell(lostCalls(450), [isQueue]);
  await Promise.all([one.flush(1), other.flush(1)]);
  const before = lostCall(448).own.firstAt;
  await one.forget(before);
  for (const archive of [one, other]) {
    expect(await archive.calls({ queue: "820" }, 1_000)).toHaveLength(3);
    const tallies: unknown[] = [];
    await archive.eachTally(range, (page) => tallies.push(...page));
    expect(tallies).toHaveLength(9);
    createTeller(archive, 1).tell(lostCalls(450));
    expect(await archive.calls({}, 1_000)).toHaveLength(3);
  }
});

test("[K6] while the database takes no connections calls wait; then everything is there", async () => {
  const archive = await open();
  const teller = createTeller(archive);
  teller.tell(lostCalls(2));
  await teller.flush();
  const admin = connect(new URL("/postgres", url).href);
  const name = new URL(url).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS false`);
  await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
  teller.tell(lostCalls(5, 10));
  await expect(archive.calls({}, 10)).rejects.toThrow(ArchiveUnavailable);
  await expect(archive.sumUp(range, countOf)).rejects.toThrow(ArchiveUnavailable);
  await admin.query(`ALTER DATABASE ${name} WITH ALLOW_CONNECTIONS true`);
  await until(() => archive.report().ok);
  expect(await archive.calls({}, 10)).toHaveLength(7);
  expect(await archive.sumUp({ of: "inbound", ...range }, countOf)).toMatchObject({ count: 7 });
});

const countOf: FigureTask = { of: "figure", name: "missed", wall: null, rules: settings };

const unit = fc.oneof(
  fc.constantFrom(0, 1, 0x1f, 0x22, 0x5c, 0xd83d, 0xde00, 0xe000, 0xffff),
  fc.integer({ min: 0x20, max: 0xffff }),
);
const hostile = fc
  .array(unit, { minLength: 1, maxLength: 4 })
  .map((units) => String.fromCharCode(...units))
  .filter((text) => text.trim() !== "");

test("[K58] whatever stands in ids, numbers and names, the archive answers as memory does", async () => {
  const postgres = connect();
  let run = 0;
  let found = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(hostile, { minLength: 4, maxLength: 8 }),
      fc.array(hostile, { minLength: 3, maxLength: 3 }),
      async (ids, [number = "", phone = "", name = ""]) => {
        run += 1;
        const archive = await openPostgresArchive({ postgres, fingerprint: `run ${run}`, settings, log });
        const memory = createMemoryArchive(settings);
        const calls = ids.map((id, nr) => hostileCall(lostCall(Math.floor(nr / 3), number), { id, phone, name }));
        const readings = [{ ...isQueue, number }];
        for (const one of [archive, memory]) one.take(calls, readings, { generation: 0, after: 0, upTo: 1 });
        for (const filter of [{}, { queue: number }, { agent: phone }, { queue: number, agent: phone }]) {
          expect(await pagesOf(archive, filter)).toEqual(await pagesOf(memory, filter));
        }
        for (const id of ids) expect(await archive.byId(id)).toEqual(await memory.byId(id));
        for (const filter of [{ of: "passage", number }, { of: "agent", number: phone }, { of: "inbound" }] as const) {
          const asked = { ...filter, ...range };
          expect(await archive.tallies(asked, 100, null)).toEqual(await memory.tallies(asked, 100, null));
        }
        found += (await archive.calls({ queue: number, agent: phone }, 100)).length;
        await archive.close();
      },
    ),
    { numRuns: 25 },
  );
  expect(found).toBeGreaterThan(50);
});

interface Hostile {
  readonly id: string;
  readonly phone: string;
  readonly name: string;
}

function hostileCall({ own, ...rest }: ArchivedCall, { id, phone, name }: Hostile): ArchivedCall {
  const reaches = own.reaches.map((reach) => (reach.claim === "phone" ? { ...reach, number: phone } : reach));
  return { ...rest, own: { ...own, id, reaches, caller: `${name}1`, callerName: name } };
}

/** Two calls a page. */
async function pagesOf(archive: CallArchive, filter: ArchiveFilter): Promise<readonly (readonly ListedCall[])[]> {
  const pages: (readonly ListedCall[])[] = [];
  for (let before: ArchiveFilter["before"]; ; ) {
    const page = await archive.calls({ ...filter, before }, 2);
    const last = page.at(-1)?.record;
    if (last === undefined) return pages;
    pages.push(page);
    before = { startedAt: Date.parse(last.startedAt), id: last.id };
  }
}
