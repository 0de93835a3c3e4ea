import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { saveBoard } from "#lib/board/checkpoint.ts";
import { advance, foldEntry } from "#lib/board/fold.ts";
import { callRecords, viewBoard } from "#lib/board/view-board.ts";
import { byGet, type Delivery } from "#lib/pbx/delivery.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { createProjector, type Projector, type ProjectorParts } from "./projector.ts";

const clock = { now: () => Date.now() };
const log = createLogger("silent");
const noon = Date.UTC(2026, 2, 2, 12);
const settings = { ...defaultSettings, timeZone: "UTC" };

let journal: JournalStore;
let archive: CallArchive;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now: noon });
  journal = createMemoryJournal(clock);
  archive = createMemoryArchive(settings);
});
afterEach(() => {
  vi.useRealTimers();
});

function create(parts: Partial<ProjectorParts> = {}): Projector {
  return createProjector({ journal, archive, clock, settings, fingerprint: "this", log, ...parts });
}

/** A call that reaches queue 804 and rings phone 102. */
function ringing(call: string): Delivery[] {
  const common = `callerid=42077485${call}&did=&id=230102104542_${call}-0`;
  return [
    byGet(`event=ringing&user=804&usertype=queue&${common}`),
    byGet(`event=ringing&user=102&usertype=ext&${common}`),
  ];
}

function answered(call: string): Delivery {
  return byGet(`event=hangupincoming&callerid=42077485${call}&user=102&did=&trtype=NotDef&id=230102104542_${call}-1`);
}

async function append(...deliveries: Delivery[]): Promise<void> {
  for (const delivery of deliveries) await journal.append(delivery, null);
}

/** The board of a start from what the journal holds now. */
async function started(from = journal): Promise<BoardState> {
  const projector = create({ journal: from });
  await projector.start();
  return projector.state();
}

/** All that a state shows of itself. */
function shown(state: BoardState): unknown {
  return { board: viewBoard(state), calls: callRecords(state) };
}

test("[R1] an entry is on the board when its append resolves", async () => {
  const projector = create();
  await projector.start();
  const told: number[] = [];
  projector.subscribe((state) => told.push(state.rev));
  const { seq } = await journal.append(ringing("1001")[0] ?? byGet(""), null);
  expect(projector.state().rev).toBe(seq);
  expect(viewBoard(projector.state()).calls).toMatchObject([
    { id: "230102104542_1001", state: "queued", queue: "804" },
  ]);
  expect(told).toEqual([1]);
  await projector.stop();
});

test("[R1] what is not understood moves the position alone", async () => {
  const projector = create();
  await projector.start();
  await journal.append(byGet("hello"), "no event");
  expect(projector.state().rev).toBe(1);
  expect(viewBoard(projector.state()).calls).toEqual([]);
  await projector.stop();
});

test("[R2] time alone changes the board when something falls due, and listeners are told", async () => {
  const projector = create();
  await projector.start();
  await append(...ringing("1001"));
  expect(viewBoard(projector.state()).calls).toMatchObject([{ state: "ringing", ringing: ["102"] }]);
  const told: string[] = [];
  projector.subscribe((state) => told.push(viewBoard(state).calls[0]?.state ?? "none"));
  vi.advanceTimersByTime(settings.ringLimit * 1_000 - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(["queued"]);
  await projector.stop();
});

test("[R2] a clock that is set forward brings what is due within a minute", async () => {
  const projector = create();
  await projector.start();
  await append(...ringing("1001"));
  vi.advanceTimersByTime(settings.ringLimit * 1_000);
  vi.setSystemTime(Date.now() + 2 * 3_600_000);
  vi.advanceTimersByTime(60_000);
  expect(viewBoard(projector.state()).calls).toEqual([]);
  await projector.stop();
});

test("[P13] listeners are told since when a change's first delivery has been there, and that time and acts have none", async () => {
  const projector = create();
  await projector.start();
  const told: (number | null)[] = [];
  projector.subscribe((_state, since) => told.push(since));
  await append(...ringing("1001"));
  await journal.appendAct({ of: "directory", by: "Ana", put: [], gone: ["820"] });
  vi.advanceTimersByTime(settings.ringLimit * 1_000);
  await append(answered("1001"));
  expect(told).toEqual([noon, noon, null, null, noon + settings.ringLimit * 1_000]);
  await projector.stop();
});

test("[R3] a start reads the whole journal, whatever its length", async () => {
  for (let call = 1; call <= 800; call += 1) await append(...ringing(`${1_000 + call}`));
  const projector = create();
  await projector.start();
  expect(projector.state().rev).toBe(1_600);
  expect(viewBoard(projector.state()).calls).toHaveLength(800);
  await projector.stop();
});

test("[R3] a start from a checkpoint and the tail gives the board of a start from nothing", async () => {
  const first = create();
  await first.start();
  await append(...ringing("1001"), ...ringing("1002"));
  await first.stop();
  expect(await journal.checkpoints.load("this")).toMatchObject({ fingerprint: "this", seq: 4 });
  vi.setSystemTime(noon + 20_000);
  await append(answered("1001"), ...ringing("1003"));

  const folded: number[] = [];
  const counting: ProjectorParts["fold"] = (state, entry) => {
    folded.push(entry.seq);
    return foldEntry(state, entry);
  };
  const second = create({ fold: counting });
  await second.start();
  const fresh = create({ fingerprint: "none has this" });
  await fresh.start();
  expect(folded).toEqual([5, 6, 7]);
  expect(shown(second.state())).toEqual(shown(fresh.state()));
});

test("[R3] a checkpoint of other rules, of a longer journal, or one that cannot be read is passed over", async () => {
  const foreign = createMemoryJournal(clock);
  const elsewhere = create({ journal: foreign });
  await elsewhere.start();
  for (const delivery of [...ringing("2001"), answered("2001")]) await foreign.append(delivery, null);
  const alien = saveBoard(elsewhere.state());

  await append(...ringing("1001"));
  const reference = create();
  await reference.start();
  await reference.stop();
  await append(...ringing("1002"));
  for (const odd of [
    { fingerprint: "other", seq: 3, state: alien },
    { fingerprint: "this", seq: 2, state: alien },
    { fingerprint: "this", seq: 3, state: "{" },
    { fingerprint: "this", seq: 3, state: "{}" },
  ]) {
    await journal.checkpoints.save(odd);
    await archive.flush(3);
    expect(viewBoard(await started()).calls.map(({ id }) => id)).toEqual(["230102104542_1001", "230102104542_1002"]);
  }
  const shorter = createMemoryJournal(clock);
  await shorter.append(ringing("1001")[0] ?? byGet(""), null);
  await shorter.checkpoints.save({ fingerprint: "this", seq: 3, state: alien });
  expect(viewBoard(await started(shorter)).calls.map(({ id }) => id)).toEqual(["230102104542_1001"]);
});

test("[R3] through timers, stops and crashes the live board is what a start from nothing gives", async () => {
  const ending = fc.constantFrom("none", "none", "none", "stop", "crash");
  await fc.assert(
    fc.asyncProperty(randomHistory, fc.array(ending, { minLength: 40 }), async (steps, endings) => {
      vi.setSystemTime(storyStart);
      journal = createMemoryJournal(clock);
      archive = createMemoryArchive(settings);
      let projector = create();
      await projector.start();
      for (const [index, { after, delivery }] of steps.entries()) {
        vi.setSystemTime(Date.now() + Math.max(0, after - 120) * 1_000);
        await vi.advanceTimersByTimeAsync(Math.min(after, 120) * 1_000);
        await journal.append(delivery, null);
        const end = endings[index % endings.length];
        if (end === "none") continue;
        if (end === "stop") await projector.stop();
        projector = create();
        await projector.start();
      }
      const fresh = create({ fingerprint: "none has this" });
      await fresh.start();
      const now = Date.now();
      expect(shown(advance(projector.state(), now))).toEqual(shown(advance(fresh.state(), now)));
      vi.clearAllTimers();
    }),
    { numRuns: 200 },
  );
});

test("[R4] a checkpoint is kept in a quiet moment, and after half an hour without one", async () => {
  const projector = create();
  await projector.start();
  await append(...ringing("1001"));
  await vi.advanceTimersByTimeAsync(4 * 60_000);
  expect(await journal.checkpoints.load("this")).toBeNull();
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(await journal.checkpoints.load("this")).toMatchObject({ seq: 2 });

  const busy = setInterval(() => void append(byGet("event=ringing")), 500);
  await vi.advanceTimersByTimeAsync(25 * 60_000);
  expect(await journal.checkpoints.load("this")).toMatchObject({ seq: 2 });
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect((await journal.checkpoints.load("this"))?.seq).toBeGreaterThan(2);
  clearInterval(busy);
  await projector.stop();
});

test("[R5] an entry that cannot be folded is passed over, counted, and seen; those after it are folded", async () => {
  const poisoned: ProjectorParts["fold"] = (state, entry) => {
    if (entry.delivery?.query === "poison") throw new Error("a bug");
    return foldEntry(state, entry);
  };
  const projector = create({ fold: poisoned });
  await projector.start();
  await append(...ringing("1001"), byGet("poison"));
  expect(projector.state().rev).toBe(3);
  await append(answered("1001"));
  expect(projector.state().rev).toBe(4);
  expect(viewBoard(projector.state()).calls).toMatchObject([{ state: "answered", agent: "102" }]);
  expect(projector.report()).toMatchObject({ rev: 4, stumbles: { count: 1, last: 3 } });
  await projector.stop();
});

test("[J12] an act that cannot be read is passed over, counted, and seen; it costs no other", async () => {
  await append(...ringing("1001"));
  const newer: JournalStore = {
    ...journal,
    async read(after, limit) {
      const entries = await journal.read(after, limit);
      return entries.map((entry) => (entry.seq === 1 ? { seq: 1, at: entry.at, unreadable: "{}" } : entry));
    },
  };
  const projector = create({ journal: newer });
  await projector.start();
  expect(projector.report()).toMatchObject({ rev: 2, stumbles: { count: 1, last: 1 } });
  expect(projector.state()).toMatchObject({ rev: 2, feed: { received: 1, refused: 0 } });
  await projector.stop();
});

test("[R5] a fold that always fails does not stop the journal", async () => {
  const broken: ProjectorParts["fold"] = () => {
    throw new Error("a bug");
  };
  const projector = create({ fold: broken });
  await projector.start();
  await append(...ringing("1001"));
  expect(await journal.head()).toBe(2);
  expect(projector.report()).toMatchObject({ rev: 2, stumbles: { count: 2, last: 2 } });
});

test("[R6] a listener that fails is counted, and the others are told", async () => {
  const projector = create();
  await projector.start();
  const told: number[] = [];
  projector.subscribe(() => {
    throw new Error("a bug");
  });
  projector.subscribe((state) => told.push(state.rev));
  await append(...ringing("1001"));
  expect(told).toEqual([1, 2]);
  expect(projector.report().listenerFaults).toBe(2);
  await projector.stop();
});

test("[K4] a checkpoint is kept only when the archive is safe on disk up to it", async () => {
  const flush = Promise.withResolvers<void>();
  const asked: number[] = [];
  const slow = {
    ...archive,
    flush(rev: number) {
      asked.push(rev);
      return flush.promise;
    },
  };
  const projector = create({ archive: slow });
  await projector.start();
  await append(...ringing("1001"));
  const stopped = projector.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked, await journal.checkpoints.load("this")]).toEqual([[2], null]);
  flush.resolve();
  await stopped;
  expect(await journal.checkpoints.load("this")).toMatchObject({ seq: 2 });
});

test("[K4] [K6] while the archive cannot be written the board goes on, and no checkpoint is kept", async () => {
  const failing = { ...archive, flush: () => Promise.reject(new Error("the disk is full")) };
  const projector = create({ archive: failing });
  await projector.start();
  await append(...ringing("1001"));
  expect(viewBoard(projector.state()).calls).toHaveLength(1);
  await projector.stop();
  expect(await journal.checkpoints.load("this")).toBeNull();
});

test("[K4] an archive that does not stand for the checkpoint, or knows of what the journal does not, is folded anew", async () => {
  const projector = create();
  await projector.start();
  await append(...ringing("1001"), answered("1001"));
  vi.setSystemTime(noon + 30 * 3_600_000);
  await append(...ringing("1002"));
  await projector.stop();
  for (const [rev, folds] of [
    [5, 0],
    [4, 5],
    [6, 5],
  ] as const) {
    const other = createMemoryArchive(settings);
    await other.flush(rev);
    let folded = 0;
    const counting: ProjectorParts["fold"] = (state, entry) => {
      folded += 1;
      return foldEntry(state, entry);
    };
    await create({ archive: other, fold: counting }).start();
    const held = (await other.calls({}, 10)).map(({ record }) => record.id);
    expect([rev, folded, held]).toEqual([rev, folds, folds === 0 ? [] : ["230102104542_1001"]]);
  }
});

test("[K60] other servers may go on while a checkpoint is loaded: it is used all the same", async () => {
  const projector = create();
  await projector.start();
  await append(...ringing("1001"), ...ringing("1002"));
  await projector.stop();
  const busy: CallArchive = {
    ...archive,
    async rev() {
      await append(...ringing("1003"));
      await archive.flush(6);
      return archive.rev();
    },
  };
  const folded: number[] = [];
  const counting: ProjectorParts["fold"] = (state, entry) => {
    folded.push(entry.seq);
    return foldEntry(state, entry);
  };
  await create({ archive: busy, fold: counting }).start();
  expect(folded).toEqual([5, 6]);
});

test("[R20] what another server stamped earlier than what is shown counts as if it had come in time", async () => {
  const lag = fc.integer({ min: 1, max: 100_000 });
  await fc.assert(
    fc.asyncProperty(randomHistory, fc.array(lag, { minLength: 5 }), async (steps, lags) => {
      vi.setSystemTime(storyStart);
      let behind = 0;
      journal = createMemoryJournal({ now: () => Date.now() - behind });
      archive = createMemoryArchive(settings);
      const projector = create();
      await projector.start();
      for (const [index, { after, delivery }] of steps.entries()) {
        await vi.advanceTimersByTimeAsync(Math.min(after, 120) * 1_000);
        behind = lags[index % lags.length] ?? 0;
        await journal.append(delivery, null);
        const anew = create({ archive: createMemoryArchive(settings) });
        await anew.start();
        expect(shown(advance(projector.state(), Date.now()))).toEqual(shown(anew.state()));
        await anew.stop();
      }
      await projector.stop();
    }),
    { numRuns: 40 },
  );
});
