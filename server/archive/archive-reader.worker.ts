import type { DatabaseSync } from "node:sqlite";
import { setImmediate as nextTurn } from "node:timers/promises";
import { beginSums, type SumsOf, type SumTask } from "#lib/report/sum-task.ts";
import { openArchiveForReading } from "./archive-database.ts";
import type { ReaderOrder } from "./archive-messages.ts";
import { type ArchiveReader, createArchiveReader } from "./archive-reader.ts";
import type { ArchivedTally, TallySpan } from "./call-archive.ts";
import { serveOrders } from "./serve-orders.ts";
import { createTallyPage } from "./tally-page.ts";

/** Tallies a page: a few ms, for which a quick question may have to wait. */
const PAGE = 2_000;

/** A reading that goes on for many pages, on a connection of its own: it sees one moment, the others the latest. */
interface LongReading {
  readonly database: DatabaseSync;
  readonly tallies: Generator<ArchivedTally, void, void>;
}

let path = "";
let quick: { readonly database: DatabaseSync; readonly reader: ArchiveReader } | null = null;
const long = new Map<number, LongReading>();
let closing = false;

serveOrders<ReaderOrder>((order) => {
  switch (order.do) {
    case "open":
      path = order.path;
      quick = connect();
      return null;
    case "calls":
      return use().calls(order.filter, order.limit);
    case "by-id":
      return use().byId(order.id);
    case "tallies":
      return order.filter.counted === undefined
        ? use().tallies(order.filter, order.limit, order.before)
        : rareTallies(order);
    case "each-tally":
      return nextPage(order);
    case "sum-up":
      return sumUp(order);
    case "enough":
      return end(order.name);
    case "close":
      closing = true;
      for (const name of [...long.keys()]) end(name);
      quick?.database.close();
      quick = null;
      return null;
  }
});

function connect() {
  const database = openArchiveForReading(path);
  return { database, reader: createArchiveReader(database) };
}

function use(): ArchiveReader {
  if (quick === null) throw new Error("the archive is not open");
  return quick.reader;
}

async function sumUp({ span, task }: Extract<ReaderOrder, { do: "sum-up" }>): Promise<SumsOf<SumTask>> {
  const summing = beginSums(task);
  await readLong(
    (reader) => reader.eachTally(span),
    ({ tally }) => {
      summing.add(tally);
      return false;
    },
  );
  return summing.sums();
}

/** Those that a figure counts, which may stand far apart. */
async function rareTallies({ filter, limit, before }: Extract<ReaderOrder, { do: "tallies" }>) {
  const page = createTallyPage(filter, limit);
  await readLong((reader) => reader.talliesBehind(filter, before), page.isFullWith);
  return page.tallies;
}

/** Reads until `isEnough`, as of one moment, on a connection of its own, with room for other questions in between. */
async function readLong(
  begun: (reader: ArchiveReader) => Iterable<ArchivedTally>,
  isEnough: (tally: ArchivedTally) => boolean,
): Promise<void> {
  const { database, reader } = connect();
  let met = 0;
  try {
    for (const tally of begun(reader)) {
      if (isEnough(tally)) return;
      met += 1;
      if (met % PAGE === 0) await nextTurn();
      if (closing) throw new Error("the archive is closed");
    }
  } finally {
    database.close();
  }
}

function nextPage({ name, span }: Extract<ReaderOrder, { do: "each-tally" }>): readonly ArchivedTally[] {
  const { tallies } = long.get(name) ?? begin(name, span);
  const page: ArchivedTally[] = [];
  for (let next = tallies.next(); !next.done; next = tallies.next()) {
    page.push(next.value);
    if (page.length === PAGE) return page;
  }
  // Whoever reads asks once more after a page that is not full: a reading that was forgotten by then would begin again.
  if (page.length === 0) end(name);
  return page;
}

function begin(name: number, span: TallySpan): LongReading {
  const { database, reader } = connect();
  const reading: LongReading = { database, tallies: reader.eachTally(span) };
  long.set(name, reading);
  return reading;
}

function end(name: number): null {
  const reading = long.get(name);
  long.delete(name);
  reading?.tallies.return();
  reading?.database.close();
  return null;
}
