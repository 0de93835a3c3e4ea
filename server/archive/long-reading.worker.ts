import { beginSums } from "#lib/report/sum-task.ts";
import { createLogger } from "#server/log.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import { createEditionReader, type EditionReader } from "./edition-reader.ts";
import { createEditions } from "./editions.ts";
import type { LongReadingOrder } from "./long-reading.ts";
import { serveOrders } from "./serve-orders.ts";

/** Connections of this thread's own, and where they lead. */
let opened: { readonly postgres: Postgres; readonly fingerprint: string } | null = null;

serveOrders<LongReadingOrder>(async (order) => {
  switch (order.do) {
    case "open":
      // The main thread says what is amiss with the database.
      opened = { postgres: createPostgres(order.url, createLogger("silent")), fingerprint: order.fingerprint };
      return null;
    case "sum-up":
      return read(order.least, async (reader) => {
        const summing = beginSums(order.task);
        for await (const page of reader.eachTally(order.span)) for (const { tally } of page) summing.add(tally);
        return summing.sums();
      });
    case "tallies":
      return read(order.least, (reader) => reader.tallies(order.filter, order.limit, order.before));
    case "close":
      await opened?.postgres.close();
      return null;
  }
});

function read<T>(least: number, work: (reader: EditionReader) => Promise<T>): Promise<T> {
  if (opened === null) throw new Error("the archive is not open");
  const editions = createEditions({ ...opened, server: "" });
  return editions.reading(least, (edition, queries) => work(createEditionReader(queries, edition)));
}
