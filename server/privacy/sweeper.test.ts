import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { byGet } from "#lib/pbx/delivery.ts";
import { missedCall } from "#lib/testing/missed-call.ts";
import { createMemoryArchive } from "#server/archive/memory-archive.ts";
import { createBackups } from "#server/backup/backups.ts";
import { inspectBackup } from "#server/backup/inspect-backup.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { createProjector } from "#server/projector/projector.ts";
import { rewriteBackups } from "./rewrite-backups.ts";
import type { ShortenFile } from "./rewrite-file.ts";
import { createSweeper } from "./sweeper.ts";

const log = createLogger("silent");
const start = Date.parse("2026-03-02T09:00:00.000Z");
const DAY = 86_400_000;
let folder: string;
let time = start;
const clock = { now: () => time };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-sweep-"));
  time = start;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A server's parts over the journal in the folder, as a start makes them. */
async function open(broken?: (journal: JournalStore) => JournalStore) {
  const journal = createSqliteJournal(join(folder, "ringside.db"), clock);
  const archive = createMemoryArchive(defaultSettings);
  const used = broken?.(journal) ?? journal;
  const projector = createProjector({ journal, archive, clock, settings: defaultSettings, fingerprint: "this", log });
  await projector.start();
  const backups = createBackups({
    folder: join(folder, "backups"),
    sources: { journal: join(folder, "ringside.db"), access: join(folder, "access.db") },
    clock,
    inspect: (made) => inspectBackup(made, defaultSettings),
  });
  const shortenBackups = (before: ShortenFile) => rewriteBackups(backups, { before });
  const past = { forget: async () => undefined };
  const sweeper = createSweeper({ journal: used, archive, past, state: projector.state, shortenBackups });
  const close = async () => {
    await projector.stop();
    await journal.close();
  };
  return { journal, archive, projector, backups, sweeper, close };
}

const boardOf = ({ projector }: Awaited<ReturnType<typeof open>>) => {
  const { missed, queues, feed, contacts } = projector.state();
  return { missed: [...missed.values()], queues: [...queues.values()], feed, contacts: [...contacts.values()] };
};

async function lose(journal: JournalStore, minutes: number): Promise<void> {
  for (const query of missedCall(minutes)) {
    time += 1_000;
    await journal.append(byGet(query), null);
  }
}

test("[E2] [E21] raw texts go after their days and calls after their months; counts, contacts and younger calls stay", async () => {
  let server = await open();
  await server.journal.appendAct({ of: "contacts", by: "Jana", put: [{ number: "774852610", name: "Ada" }], gone: [] });
  await lose(server.journal, 10);
  await server.journal.append(byGet("nobody understands this"), "not understood");
  time = start + DAY;
  const { name } = (await server.backups.make()).facts;
  const copy = join(folder, "backups", name, "ringside.db");
  expect(readFileSync(copy).includes("nobody understands")).toBe(true);
  time = start + 32 * DAY;
  const before = boardOf(server);
  expect(await server.sweeper.sweep(time)).toMatchObject({ forgotten: 0 });
  const raw = (await server.journal.read(0, 100)).map(({ delivery }) => delivery?.query ?? null);
  expect(raw.every((query) => query === null)).toBe(true);
  expect(boardOf(server)).toEqual(before);
  expect(await server.journal.countRefused()).toBe(1);
  expect(readFileSync(join(folder, "ringside.db")).includes("nobody understands")).toBe(false);
  await server.journal.append(
    byGet("event=ringing&callerid=0555222333&user=821&usertype=queue&id=260403090003_3-0"),
    null,
  );
  time = start + 398 * DAY;
  expect((await server.sweeper.sweep(time)).forgotten).toBeGreaterThan(2);
  const after = boardOf(server);
  expect(after.missed).toEqual([]);
  expect(after.contacts).toEqual(before.contacts);
  expect(after.feed).toEqual({
    ...before.feed,
    received: before.feed.received + 1,
    lastEventAt: after.feed.lastEventAt,
  });
  expect(after.queues.map(({ queue }) => queue)).toContain("805");
  expect(await server.archive.calls({ to: start + DAY }, 10)).toEqual([]);
  await server.close();
  // Nothing but the journal is left of what was known.
  const bare = createSqliteJournal(join(folder, "ringside.db"), clock);
  await bare.upkeep.dropCheckpoint();
  await bare.close();
  server = await open();
  expect(boardOf(server)).toEqual(after);
  expect(await server.sweeper.last()).toMatchObject({ at: time });
  await server.close();
});

test("[E3] a sweep that is cut short at any step is ended by the next one", async () => {
  for (let steps = 0; steps < 12; steps += 1) {
    rmSync(join(folder, "ringside.db"), { force: true });
    time = start;
    let left = steps;
    const cut = (journal: JournalStore): JournalStore => ({
      ...journal,
      upkeep: {
        ...journal.upkeep,
        async rewrite(...args) {
          left -= 1;
          if (left < 0) throw new Error("the power is gone");
          await journal.upkeep.rewrite(...args);
        },
      },
    });
    let server = await open(cut);
    const queries = Array.from({ length: 40 }, (_, n) => missedCall(10 + n)).flat();
    await Promise.all(queries.map((query) => server.journal.append(byGet(query), null)));
    time = start + 398 * DAY;
    const ended = await server.sweeper.sweep(time).then(
      () => true,
      () => false,
    );
    await server.close();
    server = await open();
    await server.sweeper.sweep(time);
    const entries = await server.journal.read(0, 1_000);
    for (const entry of entries) {
      if (entry.delivery === undefined) continue;
      expect([entry.delivery.query, entry.read]).toEqual([null, { understood: true, events: [] }]);
    }
    expect(entries.every(({ seq }, n) => seq === n + 1)).toBe(true);
    expect(boardOf(server).missed).toEqual([]);
    await server.close();
    if (ended) return;
  }
  throw new Error("no sweep came to its end");
});
