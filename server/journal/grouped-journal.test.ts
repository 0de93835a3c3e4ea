import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { byGet } from "#lib/pbx/delivery.ts";
import type { EntryStorage } from "./entry-storage.ts";
import { createGroupedJournal } from "./grouped-journal.ts";
import { JournalUnavailable } from "./journal.ts";
import { createMemoryStorage } from "./memory-journal.ts";

const ring = byGet("event=ringing");

/** Storage on a disk that can be taken away; `landing` commits reach it although they are reported as failed. */
function createFlakyStorage(): EntryStorage & { disk: "well" | "gone" | "landing" } {
  const memory = createMemoryStorage();
  return {
    ...memory,
    disk: "well",
    commit(entries) {
      if (this.disk !== "gone") memory.commit(entries);
      if (this.disk !== "well") throw new Error("input/output error");
    },
    reopen() {
      if (this.disk !== "well") throw new Error("no such device");
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
});

afterEach(() => {
  vi.useRealTimers();
});

test("[J5] notices without traffic that the disk is well again", async () => {
  const storage = createFlakyStorage();
  const journal = createGroupedJournal(storage, { now: () => 0 });
  storage.disk = "gone";
  await expect(journal.append(ring, null)).rejects.toThrow(JournalUnavailable);
  vi.advanceTimersByTime(10_000);
  expect(journal.writable()).toBe(false);
  storage.disk = "well";
  vi.advanceTimersByTime(1_000);
  expect(journal.writable()).toBe(true);
});

test("[J5] an entry that was refused but reached the disk is told to the listeners, once", async () => {
  const storage = createFlakyStorage();
  const journal = createGroupedJournal(storage, { now: () => 0 });
  const heard: number[] = [];
  journal.subscribe((entries) => heard.push(...entries.map(({ seq }) => seq)));
  storage.disk = "landing";
  await expect(journal.append(ring, "odd")).rejects.toThrow(JournalUnavailable);
  expect(heard).toEqual([]);
  storage.disk = "well";
  expect((await journal.append(ring, null)).seq).toBe(2);
  expect(heard).toEqual([1, 2]);
  expect(await journal.countRefused()).toBe(1);
});

test("[J5] stays shut when the disk that came back is not the one that went", async () => {
  let memory = createMemoryStorage();
  let broken = false;
  const storage: EntryStorage = {
    commit(entries) {
      if (broken) throw new Error("input/output error");
      memory.commit(entries);
    },
    reopen() {
      memory = createMemoryStorage();
      broken = false;
    },
    last: () => memory.last(),
    read: (after, limit) => memory.read(after, limit),
    refused: (before, limit) => memory.refused(before, limit),
    countRefused: () => memory.countRefused(),
    dropRefusal: (seq) => memory.dropRefusal(seq),
    close() {},
  };
  const journal = createGroupedJournal(storage, { now: () => 0 });
  await journal.append(ring, null);
  broken = true;
  await expect(journal.append(ring, null)).rejects.toThrow(JournalUnavailable);
  await expect(journal.append(ring, null)).rejects.toThrow(JournalUnavailable);
  expect(journal.writable()).toBe(false);
});
