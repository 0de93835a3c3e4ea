// P-9: reads a journal from its first row, and does with each what it is told to. Tells the thread's CPU in µs.
import { defaultSettings } from "#lib/board/board-settings.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { systemClock } from "#server/clock.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";
import { createSqliteJournal } from "#server/journal/sqlite-journal.ts";
import { createLogger } from "#server/log.ts";
import { createProjector } from "#server/projector/projector.ts";
import { tellFigure } from "./one-task.ts";

const page = 1000;

async function readAll(journal: JournalStore, use: (entry: KeptEntry) => void): Promise<void> {
  let seq = 0;
  for (let some = await journal.read(seq, page); some.length > 0; some = await journal.read(seq, page)) {
    for (const entry of some) use(entry);
    seq += some.length;
  }
}

/** A start without a checkpoint; the history is left out, which is written by another thread. */
async function fold(journal: JournalStore): Promise<void> {
  const archive = {
    take: () => undefined,
    flush: async () => undefined,
    rev: async () => 0,
    generation: async () => 0,
    clear: async () => undefined,
  };
  const log = createLogger("warn");
  const projector = createProjector({
    journal,
    archive,
    clock: systemClock,
    settings: defaultSettings,
    fingerprint: "bench",
    log,
  });
  await projector.start();
}

const ways: Readonly<Record<string, (journal: JournalStore) => Promise<void>>> = {
  parse: (journal) => readAll(journal, ({ delivery }) => JSON.parse(delivery?.body ?? "null")),
  read: (journal) => readAll(journal, ({ delivery }) => delivery && parseDelivery(delivery)),
  fold,
};

const [way = "", path = ""] = process.argv.slice(2);
const opened = createSqliteJournal(path, systemClock);
const before = process.threadCpuUsage();
await ways[way]?.(opened);
const { user, system } = process.threadCpuUsage(before);
await opened.close();
tellFigure(user + system);
