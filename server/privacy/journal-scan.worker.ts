import { serveOrders } from "#server/archive/serve-orders.ts";
import { type JournalReader, openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { namedIn, type ScanOrder, toldIn } from "./journal-scan.ts";

/** Enough for a message to and fro to cost nothing beside the looking. */
const AT_ONCE = 1_000;

let reader: JournalReader | null = null;

function read(after: number) {
  if (reader === null) throw new Error("the journal is not open");
  return reader.read(after, AT_ONCE);
}

serveOrders<ScanOrder>((order) => {
  switch (order.do) {
    case "open":
      reader = openSqliteReader(order.path);
      return null;
    case "named":
      return namedIn(read(order.after), order.key);
    case "about":
      return toldIn(read(order.after), order.erasure);
  }
});
