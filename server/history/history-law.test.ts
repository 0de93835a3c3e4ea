import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { Act } from "#lib/board/act.ts";
import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import type { CallRecord } from "#lib/board/board.ts";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";
import type { ReportDigest } from "#lib/report/report-digest.ts";
import { beginSums, type ReportTask } from "#lib/report/sum-task.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { ArchivedTally, CallArchive } from "#server/archive/call-archive.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { createProjector, type Projector } from "#server/projector/projector.ts";
import { createCallHistory } from "./call-history.ts";

/** The start's own directory says otherwise than the feed. */
const settings: BoardSettings = {
  ...defaultSettings,
  directory: new Map([["800", { number: "800", kind: "queue", name: null }]]),
};
const clock = { now: () => Date.now() };
const log = createLogger("silent");

afterEach(() => {
  vi.useRealTimers();
});

type Step =
  | { readonly is: "told"; readonly after: number; readonly delivery: Delivery }
  | { readonly is: "act"; readonly act: Act }
  | { readonly is: "wait"; readonly hours: number }
  | { readonly is: "stop" }
  /** `kept`: what of the archive's unflushed work is on the disk all the same, 0 to 1. */
  | { readonly is: "crash"; readonly kept: number };

const kindAct = fc
  .record({
    number: fc.constantFrom("201", "202", "820", "821", "800"),
    kind: fc.constantFrom(null, "ivr" as const, "queue" as const, "agent" as const),
  })
  .map(({ number, kind }): Step => {
    const put = [{ number, kind, name: null }];
    return { is: "act", act: { of: "directory", by: "Eva", put, gone: [] } };
  });

const queueAct = fc
  .record({ queue: fc.constantFrom("820", "821"), ringStrategy: fc.constantFrom("hunt" as const, "ring-all" as const) })
  .map(({ queue, ringStrategy }): Step => {
    const rules = { targets: { answerWithin: 20, shortAbandon: 5, ringStrategy }, hours: null };
    return { is: "act", act: { of: "queue", by: "Eva", queue, rules } };
  });

const days: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: randomHistory.map((steps) => steps.map((step): Step => ({ is: "told", ...step }))) },
      { weight: 2, arbitrary: fc.constantFrom(1, 7, 20, 30).map((hours): Step[] => [{ is: "wait", hours }]) },
      { weight: 2, arbitrary: kindAct.map((step) => [step]) },
      { weight: 1, arbitrary: queueAct.map((step) => [step]) },
      { weight: 1, arbitrary: fc.constant<Step[]>([{ is: "stop" }]) },
      {
        weight: 2,
        arbitrary: fc.double({ min: 0, max: 1, noNaN: true }).map((kept): Step[] => [{ is: "crash", kept }]),
      },
    ),
    { minLength: 2, maxLength: 9 },
  )
  .map((parts) => parts.flat());

const anywhere = { generation: 0, after: 0, upTo: 0 };

/** An archive of which a crash takes a part of what was not flushed. */
interface FrailArchive extends CallArchive {
  crashed(kept: number): FrailArchive;
}

function createFrailArchive(done: readonly Work[] = [], rev = 0): FrailArchive {
  const archive = createMemoryArchive(settings);
  let work = [...done];
  let flushed = { rev, upTo: work.length };
  for (const { calls, readings } of work) archive.take(calls, readings, anywhere);
  return {
    ...archive,
    take(calls, readings) {
      work.push({ calls, readings });
      archive.take(calls, readings, anywhere);
    },
    async flush(next) {
      flushed = { rev: next, upTo: work.length };
      await archive.flush(next);
    },
    rev: async () => flushed.rev,
    async clear() {
      work = [];
      flushed = { rev: 0, upTo: 0 };
      await archive.clear();
    },
    crashed: (kept) => {
      const upTo = flushed.upTo + Math.round(kept * (work.length - flushed.upTo));
      return createFrailArchive(work.slice(0, upTo), flushed.rev);
    },
  };
}

interface Work {
  readonly calls: readonly ArchivedCall[];
  readonly readings: readonly NumberReading[];
}

interface Known {
  readonly records: readonly CallRecord[];
  readonly tallies: readonly string[];
  readonly sums: ReportDigest;
}

const kinds = ["inbound", "outbound", "passage", "agent"] as const;

const task: ReportTask = {
  of: "report",
  dates: { first: "2026-02-20", last: "2026-05-30", timeZone: settings.timeZone },
  subject: { of: "queue", queue: null },
  rules: settings,
};

async function known(projector: Projector, archive: CallArchive): Promise<Known> {
  const { state, leaving } = projector;
  const history = createCallHistory({ state, leaving, now: clock.now, archive });
  const all = { from: 0, to: Number.MAX_SAFE_INTEGER };
  const found = await Promise.all(kinds.map((of) => history.tallies({ of, ...all }, 1_000_000, null)));
  const sums = await history.sumUp(all, task);
  const calls = await history.calls({}, 1_000_000);
  expect(sums).toEqual(summed(found.flat()));
  expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length);
  return {
    records: calls.map(({ record }) => record),
    tallies: found
      .flat()
      .map((tally) => JSON.stringify(tally))
      .sort(),
    sums,
  };
}

function summed(tallies: readonly ArchivedTally[]): ReportDigest {
  const summing = beginSums(task);
  for (const { tally } of tallies) summing.add(tally);
  return summing.sums();
}

/** What comes in, and time. */
async function happen(step: Step, journal: JournalStore): Promise<void> {
  if (step.is === "told") await pass(step.after * 1_000);
  if (step.is === "told") await journal.append(step.delivery, null);
  if (step.is === "act") await journal.appendAct(step.act);
  if (step.is === "wait") await pass(step.hours * 3_600_000);
}

/** Timers run in the last six minutes only: they look every ten seconds. */
async function pass(ms: number): Promise<void> {
  const watched = Math.min(ms, 360_000);
  vi.setSystemTime(Date.now() + ms - watched);
  await vi.advanceTimersByTimeAsync(watched);
}

function project(journal: JournalStore, archive: CallArchive): Projector {
  return createProjector({ journal, archive, clock, settings, fingerprint: "this", log });
}

test("[K1] [K3] [K4] through days, crashes and corrections, history is what a fold from nothing gives", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  let archivedAtAll = 0;
  await fc.assert(
    fc.asyncProperty(days, async (steps) => {
      vi.setSystemTime(storyStart);
      const journal = createMemoryJournal(clock);
      let archive = createFrailArchive();
      let projector = project(journal, archive);
      await projector.start();
      for (const step of steps) {
        await happen(step, journal);
        if (step.is !== "stop" && step.is !== "crash") continue;
        if (step.is === "stop") await projector.stop();
        else archive = archive.crashed(step.kept);
        vi.clearAllTimers();
        projector = project(journal, archive);
        await projector.start();
      }
      const found = await known(projector, archive);
      const anew = createMemoryArchive(settings);
      const fresh = project(withoutCheckpoint(journal), anew);
      await fresh.start();
      expect(found).toEqual(await known(fresh, anew));
      archivedAtAll += (await archive.calls({}, 1_000_000)).length;
      vi.clearAllTimers();
    }),
    { numRuns: 150 },
  );
  expect(archivedAtAll).toBeGreaterThan(100);
});

function withoutCheckpoint(journal: JournalStore): JournalStore {
  return { ...journal, checkpoints: { load: async () => null, save: async () => undefined } };
}
