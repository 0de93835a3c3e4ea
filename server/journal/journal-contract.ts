import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Act } from "#lib/board/act.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { byPost, type Delivery } from "#lib/pbx/delivery.ts";
import { arbitraryAct } from "#lib/testing/arbitrary-act.ts";
import type { Clock } from "#server/clock.ts";
import { JournalUnavailable } from "./journal.ts";
import type { JournalStore } from "./journal-store.ts";
import type { KeptEntry } from "./kept-entry.ts";

/** Lets writing work again. */
type Clearing = () => void | Promise<void>;

/** Where a journal lives, as tests need it. */
export interface JournalPlace {
  /** Opens the journal of the test that runs; where it `keeps`, again with the same entries once the first is closed. */
  open(clock: Clock): JournalStore | Promise<JournalStore>;
  /** Makes writing fail until the returned function is called; null where nothing can make it fail. */
  readonly obstruct: (() => Clearing | Promise<Clearing>) | null;
  /** Whether entries outlive `close`. */
  readonly keeps: boolean;
}

const delivery: fc.Arbitrary<Delivery> = fc.oneof(
  fc.record({
    method: fc.constant("POST" as const),
    contentType: fc.option(fc.string()),
    body: fc.string({ unit: "binary" }),
    query: fc.constant(null),
  }),
  fc.record({
    method: fc.constant("GET" as const),
    contentType: fc.constant(null),
    body: fc.constant(null),
    query: fc.string({ unit: "binary" }),
  }),
);

const claim: Act = { of: "missed", id: "7", deed: "claim", by: "Jana", note: null, seen: 0 };
const ring = byPost('{"Event":"ringing"}');

/** What every journal must do. */
export function describeJournal(name: string, place: JournalPlace): void {
  describe(name, () => {
    let time: number;
    let journal: JournalStore;
    const clock: Clock = { now: () => time };

    beforeEach(async () => {
      time = 1_000;
      journal = await place.open(clock);
    });

    afterEach(() => journal.close());

    test("[J1] is empty at first", async () => {
      expect(await journal.head()).toBe(0);
      expect(await journal.read(0, 10)).toEqual([]);
      expect(await journal.refused(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
      expect(await journal.countRefused()).toBe(0);
      expect(journal.writable()).toBe(true);
    });

    test("[J1] gives back every delivery exactly as it came, numbered from 1 without gaps", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(delivery, { maxLength: 20 }), async (deliveries) => {
          const before = await journal.head();
          const appended = await Promise.all(deliveries.map((each) => journal.append(each, null)));
          expect(appended.map(({ delivery: kept }) => kept)).toEqual(deliveries);
          expect(appended.map(({ seq }) => seq)).toEqual(deliveries.map((_, index) => before + 1 + index));
          expect(await journal.read(before, 100)).toEqual(appended);
          expect(await journal.head()).toBe(before + deliveries.length);
        }),
        { numRuns: 50 },
      );
    });

    test("[J12] gives back every act as it was, in one order with the deliveries", async () => {
      const said = fc.oneof(delivery, arbitraryAct);
      await fc.assert(
        fc.asyncProperty(fc.array(said, { maxLength: 20 }), async (everything) => {
          const before = await journal.head();
          const appended = await Promise.all(
            everything.map((each) => ("of" in each ? journal.appendAct(each) : journal.append(each, null))),
          );
          expect(appended.map((entry) => entry.act ?? entry.delivery)).toEqual(everything);
          expect(appended.map(({ seq }) => seq)).toEqual(everything.map((_, index) => before + 1 + index));
          expect(await journal.read(before, 100)).toEqual(appended);
        }),
        { numRuns: 50 },
      );
    });

    test("[J12] stamps, tells and counts an act as it does a delivery, and lists none as refused", async () => {
      const heard: KeptEntry[] = [];
      const batches: number[] = [];
      journal.subscribe((entries) => {
        heard.push(...entries);
        batches.push(entries.length);
      });
      time = 5_000;
      const appended = await Promise.all([journal.append(ring, "odd"), journal.appendAct(claim)]);
      time = 4_000;
      appended.push(await journal.appendAct(claim));
      expect(appended.map(({ seq, at }) => [seq, at])).toEqual([
        [1, 5_000],
        [2, 5_000],
        [3, 5_000],
      ]);
      expect(heard).toEqual(appended);
      expect(batches).toEqual([2, 1]);
      expect(await journal.countRefused()).toBe(1);
      expect((await journal.refused(9, 9)).map(({ entry }) => entry.seq)).toEqual([1]);
    });

    test("[J1] reads a page at a time", async () => {
      const entries = await appendMany(5);
      expect(await journal.read(0, 2)).toEqual(entries.slice(0, 2));
      expect(await journal.read(2, 2)).toEqual(entries.slice(2, 4));
      expect(await journal.read(4, 2)).toEqual(entries.slice(4));
      expect(await journal.read(5, 2)).toEqual([]);
    });

    test("[J2] stamps an entry with the clock's time, which never goes back", async () => {
      const times: number[] = [];
      for (const now of [5_000, 7_000, 6_000, 6_500, 7_001]) {
        time = now;
        times.push((await journal.append(ring, null)).at);
      }
      expect(times).toEqual([5_000, 7_000, 7_000, 7_000, 7_001]);
    });

    test("[J3] tells every listener every entry once, in order, before the append is answered", async () => {
      const heard: KeptEntry[] = [];
      const answered: number[] = [];
      journal.subscribe((entries) => heard.push(...entries));
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          const { seq } = await journal.append(ring, null);
          expect(heard.map((entry) => entry.seq)).toContain(seq);
          answered.push(seq);
        }),
      );
      await appendMany(3);
      expect(heard).toEqual(await journal.read(0, 100));
      expect(answered).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test("[J3] tells a listener nothing more once it has left", async () => {
      const heard: number[] = [];
      const leave = journal.subscribe((entries) => heard.push(...entries.map(({ seq }) => seq)));
      await journal.append(ring, null);
      leave();
      await journal.append(ring, null);
      expect(heard).toEqual([1]);
    });

    test("[J4] appends that arrive together share a commit", async () => {
      const batches: number[] = [];
      journal.subscribe((entries) => batches.push(entries.length));
      await appendMany(100);
      expect(batches).toEqual([100]);
    });

    test("[J6] lists and counts what was not understood, newest first", async () => {
      for (let index = 0; index < 7; index += 1) {
        await journal.append({ ...ring, body: `${index}` }, index % 2 === 0 ? `reason ${index}` : null);
      }
      expect(await journal.countRefused()).toBe(4);
      const newest = await journal.refused(Number.MAX_SAFE_INTEGER, 2);
      expect(newest.map(({ entry, reason }) => [entry.seq, entry.delivery.body, reason])).toEqual([
        [7, "6", "reason 6"],
        [5, "4", "reason 4"],
      ]);
      const older = await journal.refused(5, 10);
      expect(older.map(({ reason }) => reason)).toEqual(["reason 2", "reason 0"]);
    });

    test("[J7] keeps the last checkpoint", async () => {
      expect(await journal.checkpoints.load("b")).toBeNull();
      await journal.checkpoints.save({ fingerprint: "a", seq: 3, state: "{}" });
      await journal.checkpoints.save({ fingerprint: "b", seq: 4, state: "[]" });
      expect(await journal.checkpoints.load("b")).toEqual({ fingerprint: "b", seq: 4, state: "[]" });
      expect(await journal.checkpoints.load("c")).toBeNull();
    });

    test("[J5] refuses what comes after it was closed", async () => {
      const last = journal.append(ring, null);
      await journal.close();
      expect((await last).seq).toBe(1);
      await expect(journal.append(ring, null)).rejects.toThrow(JournalUnavailable);
      await expect(journal.appendAct(claim)).rejects.toThrow(JournalUnavailable);
    });

    if (place.keeps) {
      test("[J8] [J12] is the same after it was opened again", async () => {
        time = 9_000;
        const entries = await appendMany(3);
        await journal.append(ring, "odd");
        const act = await journal.appendAct(claim);
        await journal.checkpoints.save({ fingerprint: "a", seq: 3, state: "{}" });
        await journal.close();
        time = 2_000;
        journal = await place.open(clock);
        expect(await journal.read(0, 3)).toEqual(entries);
        expect(await journal.read(4, 3)).toEqual([act]);
        expect(await journal.head()).toBe(5);
        expect(await journal.countRefused()).toBe(1);
        expect(await journal.checkpoints.load("a")).toEqual({ fingerprint: "a", seq: 3, state: "{}" });
        expect(await journal.append(ring, null)).toMatchObject({ seq: 6, at: 9_000 });
      });
    }

    const { obstruct } = place;
    if (obstruct !== null) {
      test("[J5] [J12] a commit that fails refuses every waiter, and the next one that works leaves no gap", async () => {
        const heard: number[] = [];
        journal.subscribe((entries) => heard.push(...entries.map(({ seq }) => seq)));
        await appendMany(2);
        const clear = await obstruct();
        for (const attempt of [1, 2]) {
          const outcomes = await Promise.allSettled([
            journal.append(ring, `lost ${attempt}`),
            journal.append(ring, null),
            journal.appendAct(claim),
          ]);
          for (const outcome of outcomes) {
            expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(JournalUnavailable) });
          }
          expect(journal.writable()).toBe(false);
        }
        await clear();
        const after = await appendMany(2);
        expect(after.map(({ seq }) => seq)).toEqual([3, 4]);
        expect(journal.writable()).toBe(true);
        expect((await journal.read(0, 100)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
        expect(await journal.countRefused()).toBe(0);
        expect(heard).toEqual([1, 2, 3, 4]);
      });
    }

    async function appendMany(count: number): Promise<JournalEntry[]> {
      return Promise.all(Array.from({ length: count }, () => journal.append(ring, null)));
    }
  });
}
