import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { byPost } from "#lib/pbx/delivery.ts";
import { systemClock } from "#server/clock.ts";
import { createLogger } from "#server/log.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { describeJournal } from "./journal-contract.ts";
import type { JournalStore } from "./journal-store.ts";
import type { KeptEntry } from "./kept-entry.ts";
import { appendBatch } from "./postgres-append.ts";
import { openPostgresJournal } from "./postgres-journal.ts";
import { APPEND_LOCK, UPKEEP_LOCK } from "./postgres-schema.ts";

const log = createLogger("silent");
const ring = byPost('{"Event":"ringing"}');

let url: string;
const opened: { close(): Promise<void> }[] = [];
const connect = (): Postgres => kept(createPostgres(url, log));

function kept<T extends { close(): Promise<void> }>(one: T): T {
  opened.push(one);
  return one;
}

async function open(clock = systemClock): Promise<JournalStore> {
  return kept(await openPostgresJournal(connect(), clock, log));
}

beforeEach(async () => {
  url = await createDatabaseUnderTest();
});
afterEach(async () => {
  for (let one = opened.pop(); one; one = opened.pop()) await one.close();
});

describeJournal("the PostgreSQL journal", {
  open,
  async obstruct() {
    const rival = connect();
    await rival.query("ALTER TABLE entry RENAME TO elsewhere");
    return async () => void (await rival.query("ALTER TABLE elsewhere RENAME TO entry"));
  },
  keeps: true,
});

/** Notes what a journal tells. */
function hear(journal: JournalStore): KeptEntry[] {
  const heard: KeptEntry[] = [];
  journal.subscribe((entries) => heard.push(...entries));
  return heard;
}

/** Resolves when the journal has told of the entry. */
function told(journal: JournalStore, heard: readonly KeptEntry[], seq: number): Promise<void> {
  return new Promise((resolve) => {
    const look = () => (heard.at(-1)?.seq ?? 0) >= seq && resolve();
    journal.subscribe(look);
    look();
  });
}

const numbers = (entries: readonly { readonly seq: number }[]) => entries.map(({ seq }) => seq);
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe("several servers on one journal", () => {
  test("[J34] every server tells every entry of all of them once, in one order, its own before they are answered", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.nat(2), { maxLength: 12 }), { maxLength: 8 }), async (rounds) => {
        url = await createDatabaseUnderTest();
        const servers = await Promise.all([open(), open(), open()]);
        const heard = servers.map(hear);
        let count = 0;
        for (const round of rounds) {
          const appended = await Promise.all(
            round.map(async (nr) => {
              const entry = await servers[nr]?.append({ ...ring, body: `${nr}` }, null);
              expect(numbers(heard[nr] ?? [])).toContain(entry?.seq);
              return entry;
            }),
          );
          count += appended.length;
        }
        await Promise.all(servers.map((server, nr) => (count > 0 ? told(server, heard[nr] ?? [], count) : null)));
        for (const own of heard) expect(own).toEqual(heard[0]);
        expect(numbers(heard[0] ?? [])).toEqual(upTo(count));
        expect(await servers[0]?.read(0, 1_000)).toEqual(heard[0]);
        for (const server of servers) await server.close();
      }),
      { numRuns: 6 },
    );
  });

  test("[J34] [J35] no reader misses an entry, whatever order writers commit in; control: one that trusts a sequence does", async () => {
    const postgres = connect();
    await open();
    await postgres.query("CREATE TABLE naive (seq bigserial PRIMARY KEY, writer integer)");
    const seen = { naive: new Set<number>(), ours: new Set<number>() };
    const last = { naive: 0, ours: 0 };
    const look = async () => {
      const naive = await postgres.query<{ seq: number }>("SELECT seq FROM naive WHERE seq > $1 ORDER BY seq", [
        last.naive,
      ]);
      const ours = await postgres.query<{ seq: number }>("SELECT seq FROM entry WHERE seq > $1 ORDER BY seq", [
        last.ours,
      ]);
      for (const { seq } of naive) seen.naive.add(seq);
      for (const { seq } of ours) seen.ours.add(seq);
      last.naive = naive.at(-1)?.seq ?? last.naive;
      last.ours = ours.at(-1)?.seq ?? last.ours;
    };
    let writing = true;
    const reading = (async () => {
      while (writing) await look();
      await look();
    })();
    const writers = upTo(6).map(async (writer) => {
      const own = connect();
      for (let nr = 0; nr < 40; nr += 1) {
        await own.transaction(async ({ query }) => {
          await query("INSERT INTO naive (writer) VALUES ($1)", [writer]);
          // What else a transaction does between its number and its commit.
          await query("SELECT pg_sleep($1)", [((nr * writer) % 5) / 1_000]);
        });
        await appendBatch(own, { name: crypto.randomUUID(), drafts: [{ delivery: ring, refusal: null }] }, Date.now());
      }
    });
    await Promise.all(writers);
    writing = false;
    await reading;
    expect(seen.ours.size).toBe(240);
    expect(seen.naive.size).toBeLessThan(240);
  });

  test("[J36] a batch whose answer was lost is found again under its name, and not appended twice", async () => {
    const journal = await open();
    const postgres = connect();
    const batch = { name: crypto.randomUUID(), drafts: [{ delivery: ring, refusal: null }] };
    const [once] = await appendBatch(postgres, batch, 1_000);
    await journal.append(ring, null);
    expect(await appendBatch(postgres, batch, 9_000)).toEqual([once]);
    expect(await journal.head()).toBe(2);
  });

  test("[J36] connections that are cut in mid-work cost no entry, and none comes twice", async () => {
    const journal = await open();
    const other = await open();
    const heard = hear(other);
    const killer = connect();
    let going = true;
    const killing = (async () => {
      for (let nr = 0; nr < 25; nr += 1) {
        await killer.query(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
        );
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      going = false;
    })();
    const bodies: string[] = [];
    for (let nr = 0; going; nr += 1) {
      const group = [`${nr} a`, `${nr} b`, `${nr} c`];
      await Promise.all(group.map((body) => journal.append({ ...ring, body }, null)));
      bodies.push(...group);
    }
    await killing;
    await told(other, heard, bodies.length);
    expect(heard.map((entry) => entry.delivery?.body)).toEqual(bodies);
    expect(numbers(heard)).toEqual(upTo(bodies.length));
  });

  test("[J37] what a notice was lost of is found by looking", async () => {
    const journal = await open();
    const heard = hear(journal);
    const entry = { seq: 1, at: 5, method: "GET", query: Buffer.from("event=ringing") };
    await connect().query("INSERT INTO entry (seq, at, method, query) VALUES ($1, $2, $3, $4)", Object.values(entry));
    await told(journal, heard, 1);
    expect(heard).toMatchObject([{ seq: 1, at: 5, delivery: { query: "event=ringing" } }]);
  });

  test("[J38] a server that cannot see the journal's end is not current, and is again by itself", async () => {
    const journal = await open();
    expect(journal.current()).toBe(true);
    const rival = connect();
    await rival.query("ALTER TABLE entry RENAME TO elsewhere");
    await until(() => !journal.current());
    await rival.query("ALTER TABLE elsewhere RENAME TO entry");
    await until(() => journal.current());
  });
});

describe("what is rewritten", () => {
  test("[J39] another server reads anew once it is done, and keeps no board until then", async () => {
    const eraser = await open();
    const other = await open();
    let rereads = 0;
    other.onRewritten(async () => {
      rereads += 1;
    });
    const own: string[] = [];
    eraser.onRewritten(async () => void own.push("told"));
    const entry = await eraser.append({ ...ring, body: "the caller" }, null);
    await other.checkpoints.save({ fingerprint: "a", seq: 1, state: "with the caller" });
    await eraser.upkeep.outdate();
    await eraser.upkeep.rewrite([], { erasure: "a plan" });
    expect(await other.checkpoints.load("a")).toBeNull();
    await other.checkpoints.save({ fingerprint: "a", seq: 1, state: "with the caller" });
    expect(await other.checkpoints.load("a")).toBeNull();
    await eraser.upkeep.rewrite([{ ...entry, delivery: { ...ring, body: null } } as typeof entry], {});
    await eraser.checkpoints.save({ fingerprint: "a", seq: 1, state: "without" });
    expect(rereads).toBe(0);
    await eraser.upkeep.rewrite([], { erasure: null });
    await until(() => rereads === 1);
    expect(await other.read(0, 9)).toMatchObject([{ delivery: { contentType: null, body: null } }]);
    await until(async () => {
      await other.checkpoints.save({ fingerprint: "b", seq: 1, state: "anew" });
      return (await other.checkpoints.load("b")) !== null;
    });
    expect(await other.checkpoints.load("a")).toEqual({ fingerprint: "a", seq: 1, state: "without" });
    expect(own).toEqual([]);
  });

  test("[J47] what others have rewritten is read anew before this server rewrites, or it does not", async () => {
    const [one, other] = [await open(), await open()];
    const order: string[] = [];
    let readable = false;
    other.onRewritten(async () => {
      if (!readable) throw new Error("not now");
      order.push("read anew");
    });
    const rewrite = (server: typeof one) =>
      server.upkeep.alone(async () => {
        await server.upkeep.outdate();
        order.push("rewritten");
      });
    await rewrite(one);
    await expect(rewrite(other)).rejects.toThrow("read anew");
    readable = true;
    await rewrite(other);
    expect(order).toEqual(["rewritten", "read anew", "rewritten"]);
    await other.checkpoints.save({ fingerprint: "a", seq: 1, state: "without both" });
    expect(await other.checkpoints.load("a")).not.toBeNull();
  });

  test("[J47] what a server left half rewritten is read anew once another has ended it", async () => {
    const [dead, other] = [await open(), await open()];
    const order: string[] = [];
    other.onRewritten(async () => void order.push("read anew"));
    await dead.upkeep.outdate();
    await dead.upkeep.rewrite([], { erasure: "a plan" });
    await other.upkeep.alone(async () => {
      await other.upkeep.rewrite([], { erasure: null });
      order.push("ended");
      await other.upkeep.readAnew();
      await other.upkeep.outdate();
    });
    expect(order).toEqual(["ended", "read anew"]);
  });

  test.each([
    ["alone", UPKEEP_LOCK],
    ["atRest", APPEND_LOCK],
  ] as const)(
    "[J39] work that is to be %s changes nothing once its lock is lost, and ends in an error",
    async (how, lock) => {
      const [one, other] = [await open(), await open()];
      const order: string[] = [];
      const cut = one.upkeep[how](async () => {
        await one.upkeep.rewrite([], { before: "kept" });
        await connect().query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database
           WHERE datname = current_database() AND locktype = 'advisory' AND objid = $1 AND granted`,
          [lock],
        );
        await other.upkeep[how](async () => void order.push("other"));
        for (const change of [one.upkeep.outdate, one.upkeep.dropCheckpoint]) {
          await change().then(
            () => order.push("changed"),
            () => order.push("refused"),
          );
        }
        await one.upkeep.rewrite([], { after: "kept" });
      });
      await expect(cut).rejects.toThrow();
      expect(order).toEqual(["other", "refused", "refused"]);
      expect([await other.upkeep.note("before"), await other.upkeep.note("after")]).toEqual(["kept", null]);
      await one.upkeep[how](() => one.upkeep.rewrite([], { after: "again" }));
      expect(await other.upkeep.note("after")).toBe("again");
    },
  );

  test("[J39] one server at a time rewrites, and nothing is appended while the journal is at rest", async () => {
    const [one, other] = [await open(), await open()];
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    const works = one.upkeep.alone(async () => {
      begun.resolve();
      await first.promise;
      order.push("one");
    });
    await begun.promise;
    const later = other.upkeep.alone(async () => void order.push("other"));
    first.resolve();
    await Promise.all([works, later]);
    expect(order).toEqual(["one", "other"]);

    const heard = hear(one);
    await other.append(ring, null);
    let appending: Promise<unknown> = Promise.resolve();
    await one.upkeep.atRest(async () => {
      expect(numbers(heard)).toEqual([1]);
      appending = other.append(ring, null);
      expect(await one.head()).toBe(1);
    });
    await appending;
    expect(await one.head()).toBe(2);
  });
});

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}
