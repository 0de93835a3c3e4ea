import type { DatabaseSync } from "node:sqlite";
import { openArchive, removeArchive } from "./archive-database.ts";
import type { WriterOrder, WriterState } from "./archive-messages.ts";
import { type ArchiveWriter, createArchiveWriter } from "./archive-writer.ts";
import { serveOrders } from "./serve-orders.ts";

/** Calls read again in one transaction: some 10 ms, for which an order may have to wait. */
const REREAD_AT_ONCE = 50;
const TRY_AGAIN_MS = 1_000;
/** SQLite's codes for a file in which nothing can be trusted: SQLITE_CORRUPT and SQLITE_NOTADB. */
const DAMAGED: readonly unknown[] = [11, 26];

type OpenOrder = Extract<WriterOrder, { do: "open" }>;

let opened: { readonly database: DatabaseSync; readonly writer: ArchiveWriter; readonly order: OpenOrder } | null =
  null;
let fresh = false;
let rereading = 0;
let stepping = false;
let caughtUp = Promise.withResolvers<void>();

serveOrders<WriterOrder>(async (order) => {
  try {
    if (order.do === "catch-up") await catchUp();
    else obey(order);
    return stateNow();
  } catch (cause) {
    if (isDamage(cause)) giveUp();
    throw cause;
  }
});

function obey(order: Exclude<WriterOrder, { do: "catch-up" }>): void {
  switch (order.do) {
    case "open":
      open(order);
      return;
    case "take":
      rereading = use().take(order.calls, order.readings);
      rereadSoon();
      return;
    case "flush":
      use().flush(order.rev);
      return;
    case "clear":
      clear();
      return;
    case "erase":
      use().erase(order.erasure);
      rereading = use().rereading();
      rereadSoon();
      return;
    case "forget":
      use().forget(order.before);
      return;
    case "close":
      opened?.database.close();
      opened = null;
  }
}

function open(order: OpenOrder): void {
  const { database, isNew } = openArchive(order.path, order.fingerprint);
  const writer = createArchiveWriter(database, order.settings);
  opened = { database, writer, order };
  fresh = isNew;
  rereading = writer.rereading();
  rereadSoon();
}

/** Deleting the rows of a million calls takes minutes; a new file takes none. */
function clear(): void {
  const { order } = discard();
  open(order);
}

function discard(): { readonly order: OpenOrder } {
  if (opened === null) throw new Error("the archive is not open");
  const { database, order } = opened;
  opened = null;
  database.close();
  removeArchive(order.path);
  return { order };
}

function use(): ArchiveWriter {
  if (opened === null) throw new Error("the archive is not open");
  return opened.writer;
}

function stateNow(): WriterState {
  return { rev: opened?.writer.rev() ?? 0, rereading, fresh };
}

/** In small steps, with room for orders between them. */
function rereadSoon(): void {
  if (rereading === 0 || stepping) return;
  stepping = true;
  setImmediate(rereadSome);
}

function rereadSome(): void {
  stepping = false;
  if (opened === null) return;
  try {
    rereading = opened.writer.rereadSome(REREAD_AT_ONCE);
  } catch (cause) {
    if (isDamage(cause)) giveUp();
    setTimeout(rereadSoon, TRY_AGAIN_MS);
    return;
  }
  rereadSoon();
  if (rereading > 0) return;
  caughtUp.resolve();
  caughtUp = Promise.withResolvers();
}

async function catchUp(): Promise<void> {
  if (rereading > 0) await caughtUp.promise;
}

function isDamage(cause: unknown): boolean {
  return cause instanceof Error && "errcode" in cause && DAMAGED.includes(Number(cause.errcode) & 0xff);
}

/** A damaged file is of no use to anybody: the next thread finds none, and has all of it folded anew. */
function giveUp(): never {
  if (opened !== null) discard();
  process.exit(1);
}
