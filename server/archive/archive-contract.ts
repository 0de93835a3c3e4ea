import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { FigureTask, ReportTask } from "#lib/report/sum-task.ts";
import { createTeller, isQueue, lostCall, lostCalls, type Teller } from "./archived-calls-under-test.ts";
import { type ArchivedTally, ArchiveUnavailable, type CallArchive } from "./call-archive.ts";

/** Lets writing work again. */
type Clearing = () => void | Promise<void>;

/** Where an archive lives, as tests need it. */
export interface ArchivePlace {
  /** Opens the archive of the test that runs, by rules of the name; again with the same calls once the first is closed. */
  open(fingerprint: string): Promise<CallArchive>;
  /** Makes writing fail until the returned function is called. */
  obstruct(): Clearing | Promise<Clearing>;
}

const range = { from: 0, to: Number.MAX_SAFE_INTEGER };

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true);
}

/** What every archive that keeps its calls must do. */
export function describeArchive(name: string, place: ArchivePlace): void {
  describe(name, () => {
    let archive: CallArchive;
    let teller: Teller;

    beforeEach(async () => {
      archive = await place.open("rules");
      teller = createTeller(archive);
    });
    afterEach(() => archive.close());

    async function reopen(fingerprint = "rules", from = 0): Promise<void> {
      await archive.close();
      archive = await place.open(fingerprint);
      teller = createTeller(archive, from);
    }

    async function queueCalls(): Promise<number> {
      return (await archive.calls({ queue: "820" }, 1_000_000)).length;
    }

    test("[K9] what is asked sees every call that was handed over before", async () => {
      for (let n = 1; n <= 1_000; n += 250) {
        teller.tell(lostCalls(250, n));
        const [newest] = await archive.calls({}, 1);
        expect(newest?.record.id).toBe(`260302120000_${n + 249}`);
      }
      expect(await archive.calls({}, 10_000)).toHaveLength(1_000);
      expect(await archive.byId("260302120000_77")).toMatchObject([
        { record: { state: "missed" }, call: lostCall(77) },
      ]);
    });

    test("[K9] lookups are answered in the middle of a long reading, which goes on as of its beginning", async () => {
      teller.tell(lostCalls(3_000));
      await teller.flush();
      let pages = 0;
      const lookups: Promise<unknown>[] = [];
      let answeredBefore = 0;
      const seen: ArchivedTally[] = [];
      await archive.eachTally(range, (tallies) => {
        pages += 1;
        seen.push(...tallies);
        if (pages !== 1) return;
        teller.tell(lostCalls(1, 9_000));
        lookups.push(
          archive.calls({}, 1).then(([newest]) => {
            answeredBefore = pages;
            expect(newest?.record.id).toBe("260302120000_9000");
          }),
        );
      });
      await Promise.all(lookups);
      expect(pages).toBeGreaterThan(2);
      expect(answeredBefore).toBeGreaterThan(0);
      expect(new Set(seen.map(({ key }) => key)).size).toBe(3_000);
    });

    test("[K9] who has had enough of a long reading ends it, and the next one begins anew", async () => {
      teller.tell(lostCalls(3_000));
      const enough = archive.eachTally(range, () => {
        throw new Error("enough");
      });
      await expect(enough).rejects.toThrow("enough");
      let count = 0;
      await archive.eachTally(range, (tallies) => {
        count += tallies.length;
      });
      expect(count).toBe(6_000);
    });

    test.each([0, 1, 999, 1_000, 1_001])(
      "[K9] a long reading of %i calls gives each tally once, and ends",
      async (count) => {
        teller.tell(lostCalls(count));
        const seen: ArchivedTally[] = [];
        await archive.eachTally(range, (tallies) => {
          seen.push(...tallies);
          // One that began again would never end.
          expect(seen.length).toBeLessThanOrEqual(2 * count);
        });
        expect(seen).toHaveLength(2 * count);
      },
    );

    test("[K50] sums are made where the calls lie, with room for lookups, and what a figure counts is sought there", async () => {
      teller.tell([...lostCalls(4_000), ...lostCalls(1, 9_000)]);
      await teller.flush();
      const report: ReportTask = {
        of: "report",
        dates: { first: "2026-03-02", last: "2026-03-08", timeZone: "UTC" },
        subject: { of: "queue", queue: null },
        rules: defaultSettings,
      };
      let summed = false;
      const sums = archive.sumUp(range, report).finally(() => {
        summed = true;
      });
      const lookup = archive.calls({}, 1).then(() => summed);
      expect((await sums).totals).toMatchObject({ inbound: 4_001, missed: 4_001 });
      expect(await lookup).toBe(false);
      const missed: FigureTask = { of: "figure", name: "missed", wall: null, rules: defaultSettings };
      expect(await archive.sumUp({ of: "inbound", ...range }, missed)).toMatchObject({ count: 4_001 });
      const found = await archive.tallies({ of: "inbound", ...range, counted: missed }, 3, null);
      expect(found.map(({ key }) => key.split("@")[0])).toEqual([9_000, 4_000, 3_999].map((n) => `260302120000_${n}`));
      const answered: FigureTask = { ...missed, name: "answered" };
      expect(await archive.tallies({ of: "inbound", ...range, counted: answered }, 3, null)).toEqual([]);
    });

    test("[K50] closed while sums are made, it ends, and whoever asked for them is answered or told", async () => {
      teller.tell(lostCalls(4_000));
      await teller.flush();
      const task: FigureTask = { of: "figure", name: "agent-ring-no-answer", wall: null, rules: defaultSettings };
      const asked = Promise.allSettled([archive.sumUp({ of: "agent", ...range }, task)]);
      await archive.calls({}, 1);
      await archive.close();
      const [sums] = await asked;
      if (sums.status === "rejected") expect(sums.reason).toBeInstanceOf(ArchiveUnavailable);
      else expect(sums.value.count).toBe(0);
    });

    test("[K3] calls of the past are read again when a number turns out to be something else", async () => {
      teller.tell(lostCalls(300));
      expect(await queueCalls()).toBe(0);
      teller.tell([], [isQueue]);
      await until(async () => (await queueCalls()) === 300);
      expect(await archive.calls({ lostIn: "queue" }, 1_000)).toHaveLength(300);
      teller.tell(lostCalls(10, 301), [{ ...isQueue, kind: "ivr" }]);
      await until(async () => (await queueCalls()) === 0);
      expect(await archive.tallies({ of: "passage", number: "820", ...range }, 10, null)).toEqual([]);
      await until(() => archive.report().behind === 0);
    });

    test("[K3] a stop in the middle of it is made up for by the next start", async () => {
      teller.tell(lostCalls(3_000));
      await teller.flush();
      teller.tell([], [isQueue]);
      await teller.flush();
      expect(archive.report().behind).toBeGreaterThan(0);
      await reopen();
      expect(await archive.rev()).toBe(2);
      await until(async () => (await queueCalls()) === 3_000);
    });

    test("[K4] what was flushed is there after a restart, and not under other rules", async () => {
      teller.tell(lostCalls(3));
      await archive.flush(17);
      await reopen();
      expect(await archive.rev()).toBe(17);
      expect(await archive.calls({}, 10)).toHaveLength(3);
      await reopen("other rules");
      expect(await archive.rev()).toBe(0);
      expect(await archive.calls({}, 10)).toEqual([]);
    });

    test("[K4] [K52] emptied, it begins anew", async () => {
      teller.tell(lostCalls(3), [isQueue]);
      await archive.flush(5);
      expect(await archive.calls({}, 10)).toHaveLength(3);
      await archive.clear();
      expect([await archive.rev(), await archive.calls({}, 10)]).toEqual([0, []]);
      createTeller(archive).tell(lostCalls(1));
      expect(await archive.calls({ queue: "820" }, 10)).toEqual([]);
      expect(await archive.calls({}, 10)).toHaveLength(1);
    });

    test("[K6] while it cannot be written calls wait, questions and flushes are refused; then everything is there", async () => {
      teller.tell(lostCalls(2));
      await teller.flush();
      const clear = await place.obstruct();
      teller.tell(lostCalls(5, 10));
      await expect(archive.calls({}, 100)).rejects.toThrow(ArchiveUnavailable);
      await expect(teller.flush()).rejects.toThrow(ArchiveUnavailable);
      expect(archive.report()).toMatchObject({ ok: false, rev: 1, behind: 5 });
      await clear();
      await until(() => archive.report().ok);
      expect(await archive.calls({}, 100)).toHaveLength(7);
      await teller.flush();
      expect(archive.report()).toEqual({ ok: true, rev: 2, behind: 0 });
    });

    test("[K9] closed, it answers nothing more", async () => {
      teller.tell(lostCalls(1));
      await teller.flush();
      await archive.close();
      await expect(archive.calls({}, 1)).rejects.toThrow(ArchiveUnavailable);
    });
  });
}
