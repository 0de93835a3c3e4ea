import { expect, test } from "vitest";
import { inboundCall, storyStart } from "#lib/testing/story.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { deliveriesOf } from "./call-deliveries.ts";

const id = "260302090000_1";

/** A journal with one call's ring every `every` entries, a second apart, among those of another call. */
async function crowded(entries: number, every: number) {
  let now = storyStart;
  const journal = createMemoryJournal({ now: () => now });
  const [ours, theirs] = [inboundCall(id), inboundCall("260302090009_2")];
  for (let i = 0; i < entries; i++) {
    now = storyStart + i * 1000;
    await journal.append((i % every === 0 ? ours : theirs).reaches("820", "queue"), null);
  }
  return journal;
}

const seconds = (count: number) => storyStart + count * 1000;

test("[O82] finds a call's deliveries over several pages of the journal, and no others", async () => {
  const journal = await crowded(1_300, 400);
  const found = await deliveriesOf(journal, [id], seconds(0), seconds(1_299), 5_000);
  expect(found.entries.map(({ seq }) => seq)).toEqual([1, 401, 801, 1_201]);
  expect(found.all).toBe(true);
  const within = await deliveriesOf(journal, [id], seconds(1), seconds(800), 5_000);
  expect(within.entries.map(({ seq }) => seq)).toEqual([401, 801]);
});

test("[O82] looks through no more entries than it may, and says that there are more", async () => {
  const journal = await crowded(1_300, 400);
  let looked = 0;
  const counted = {
    head: journal.head,
    read: async (after: number, limit: number) => {
      const page = await journal.read(after, limit);
      if (limit > 1) looked += page.length;
      return page;
    },
  };
  const found = await deliveriesOf(counted, [id], seconds(0), seconds(1_299), 600);
  expect(found).toMatchObject({ all: false, entries: [{ seq: 1 }, { seq: 401 }] });
  expect(looked).toBe(600);
});
