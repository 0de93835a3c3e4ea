import type { DatabaseSync } from "node:sqlite";
import { openArchiveForReading } from "./archive-database.ts";
import type { ReaderOrder } from "./archive-messages.ts";
import { type ArchiveReader, createArchiveReader } from "./archive-reader.ts";
import type { ArchivedTally } from "./call-archive.ts";
import { serveOrders } from "./serve-orders.ts";

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
      return use().tallies(order.filter, order.limit, order.before);
    case "each-tally":
      return nextPage(order);
    case "enough":
      return end(order.name);
    case "close":
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

function nextPage({ name, range }: Extract<ReaderOrder, { do: "each-tally" }>): readonly ArchivedTally[] {
  const { tallies } = long.get(name) ?? begin(name, range);
  const page: ArchivedTally[] = [];
  for (let next = tallies.next(); !next.done; next = tallies.next()) {
    page.push(next.value);
    if (page.length === PAGE) return page;
  }
  // Whoever reads asks once more after a page that is not full: a reading that was forgotten by then would begin again.
  if (page.length === 0) end(name);
  return page;
}

function begin(name: number, range: Extract<ReaderOrder, { do: "each-tally" }>["range"]): LongReading {
  const { database, reader } = connect();
  const reading: LongReading = { database, tallies: reader.eachTally(range) };
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
