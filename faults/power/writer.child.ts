/** A process to be watched and cut off; argv[2] is JSON of its `WriterOrders`. Every line that it prints is a promise. */
import { writeSync } from "node:fs";
import { createGroupedJournal } from "#server/journal/grouped-journal.ts";
import { JournalUnavailable } from "#server/journal/journal.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import { openForWriting, takeOver } from "#server/journal/sqlite-database.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createSqliteStorage } from "#server/journal/sqlite-storage.ts";
import { StartError } from "#server/start-error.ts";
import { type Deed, deedsOf, isAct, textOf } from "./script.ts";
import type { WriterOrders } from "./writer-orders.ts";

const orders: WriterOrders = JSON.parse(process.argv[2] ?? "");
let number = orders.first;
let time = Date.UTC(2026, 2, 2, 8);

const clock = {
  now() {
    time += 100;
    return time;
  },
};

function open(): JournalStore {
  const storage = createSqliteStorage(orders.journal, (file) => {
    const database = (orders.trusts ? openForWriting : takeOver)(file);
    database.exec(`PRAGMA synchronous = ${orders.synchronous}`);
    return database;
  });
  return {
    ...createGroupedJournal(storage, clock),
    checkpoints: storage.checkpoints,
    upkeep: storage.upkeep,
  };
}

const MOST_TRIES = 20;

const tell = (line: string) => writeSync(1, `${line}\n`);

/** As often as it takes: whoever starts the server tries again. */
function openAtLast(): JournalStore {
  for (let tries = 1; ; tries += 1) {
    try {
      return open();
    } catch (cause) {
      if (!(cause instanceof StartError) || tries === MOST_TRIES) throw cause;
      tell("refused");
    }
  }
}

async function appendOne(journal: JournalStore, own: number): Promise<void> {
  const text = textOf(orders.textSeed, own);
  const { seq } = await (isAct(own)
    ? journal.appendAct({ of: "missed", id: "7", deed: "attempt", by: "Jana", note: text, seen: 0 })
    : journal.append({ method: "POST", contentType: null, body: text, query: null }, own % 5 === 0 ? "odd" : null));
  tell(`kept ${seq} ${own}`);
}

async function append(journal: JournalStore, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, index) => number + index);
  number += count;
  await Promise.all(numbers.map((own) => appendOne(journal, own)));
}

async function rewrite(journal: JournalStore, share: number): Promise<void> {
  const last = Math.floor((await journal.head()) * share);
  const entries = (await journal.read(0, last)).flatMap((entry) =>
    entry.delivery === undefined ? [] : [{ ...entry, read: { understood: true as const, events: [] } }],
  );
  tell(`rewriting ${last}`);
  await journal.upkeep.rewrite(entries, { until: `${last}` });
  tell(`rewrote ${last}`);
}

async function save({ head, checkpoints }: JournalStore, length: number): Promise<void> {
  await checkpoints.save({ fingerprint: "this", seq: await head(), state: "s".repeat(length) });
}

/** The journal that there is afterwards. */
async function act(journal: JournalStore, deed: Deed): Promise<JournalStore> {
  switch (deed.is) {
    case "append":
      await append(journal, deed.count);
      return journal;
    case "checkpoint":
      await save(journal, deed.length);
      return journal;
    case "rewrite":
      await rewrite(journal, deed.share);
      return journal;
    case "settle":
      await journal.upkeep.settle();
      return journal;
    case "anew":
      await journal.upkeep.writeAnew();
      return journal;
    case "reopen":
      await journal.close();
      return openAtLast();
  }
}

/** On a disk that fails a deed fails; whoever asked for it is told so, and asks for the next. */
async function attempt(journal: JournalStore, deed: Deed): Promise<JournalStore> {
  try {
    return await act(journal, deed);
  } catch (cause) {
    const isDisk = cause instanceof JournalUnavailable || (cause instanceof Error && "errcode" in cause);
    if (!isDisk) throw cause;
    tell("refused");
    return journal;
  }
}

try {
  let journal = openAtLast();
  const reader = orders.isRead ? openSqliteReader(orders.journal) : null;
  for (const deed of deedsOf(orders.seed, orders.deeds)) journal = await attempt(journal, deed);
  if (orders.end === "dies") process.kill(process.pid, "SIGKILL");
  await journal.close();
  reader?.close();
} catch (cause) {
  // A server that cannot start does nothing more, either.
  if (!(cause instanceof StartError)) throw cause;
  process.kill(process.pid, "SIGKILL");
}
