import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { readAccessSecret } from "#server/access/access-secret.ts";
import { openPostgresAccess } from "#server/access/postgres-access.ts";
import { openSqliteAccess } from "#server/access/sqlite-access.ts";
import { accessPath, journalPath } from "#server/config/data-folder.ts";
import { keyFileIn } from "#server/config/webhook-key.ts";
import { claimFile } from "#server/journal/file-claim.ts";
import { openForReading } from "#server/journal/sqlite-database.ts";
import type { Logger } from "#server/log.ts";
import { isDatabaseAway } from "#server/postgres/database-away.ts";
import { type Postgres, type Queries, requireDurable } from "#server/postgres/postgres.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { type MovedJournal, moveJournal, requireEmptyJournal, requireNoJournal } from "./move-journal.ts";
import { type MovedTables, moveTables } from "./move-tables.ts";

export interface MovedHome {
  readonly journal: MovedJournal;
  readonly tables: MovedTables;
}

/** In the order in which they refer to each other; those of the library of accounts first. */
const accessTables = [
  "user",
  "account",
  "session",
  "verification",
  "known_network",
  "audit",
  "screens",
  "webhook_key",
] as const;

/**
 * Copies all that cannot be made again from a data folder into an empty database, and compares it row by row: all of it
 * arrives, or nothing does. The folder stays as it is. Throws `StartError` where a server runs on it, where there is
 * nothing in it, or where the database is not empty.
 */
export async function moveHome(dataFolder: string, postgres: Postgres, log: Logger): Promise<MovedHome> {
  const journalFile = journalPath(dataFolder);
  if (!existsSync(journalFile)) {
    throw new StartError(`There is no journal in ${dataFolder}: RINGSIDE_DATA says where it is.`);
  }
  const release = claimFile(journalFile);
  try {
    await requireDurable(postgres);
    await requireEmptyJournal(postgres);
    await openPostgresAccess(postgres, log);
    return await moveAll(dataFolder, postgres);
  } catch (cause) {
    if (isTaken(cause)) throw overtaken(cause);
    throw cause instanceof StartError || !isDatabaseAway(cause) ? cause : wentAway(cause);
  } finally {
    release();
  }
}

/** A row is there already, as PostgreSQL says it: it was not when this move began. */
function isTaken(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "23505";
}

function overtaken(cause: unknown): StartError {
  const next = "Nothing of this folder is there: name an empty one";
  return new StartError(`Something else filled the database of DATABASE_URL meanwhile. ${next}.`, { cause });
}

/** Whether it had said yes to the whole of it is unknown then. */
function wentAway(cause: unknown): StartError {
  const next = "Try again: where everything has arrived, it says that there is a journal already";
  return new StartError(`The database of DATABASE_URL went away: ${reasonOf(cause)}. ${next}.`, { cause });
}

async function moveAll(dataFolder: string, postgres: Postgres): Promise<MovedHome> {
  const journal = openForReading(journalPath(dataFolder));
  const access = openAccess(dataFolder);
  try {
    return await postgres.transaction(async (queries) => {
      await requireNoServer(queries);
      const moved = await moveJournal(journal, queries);
      const tables = access === null ? {} : await moveTables(access, queries, accessTables);
      await moveSecrets(dataFolder, queries);
      return { journal: moved, tables };
    });
  } finally {
    journal.close();
    access?.close();
  }
}

/** The first thing that a server makes there: sessions of the folder's would not count beside it. */
async function requireNoServer(queries: Queries): Promise<void> {
  const [row] = await queries.query("SELECT 1 FROM access_secret");
  if (row === undefined) return;
  // A move that ended since the first look leaves it, too, with the journal in the same moment.
  await requireNoJournal(queries);
  throw new StartError("DATABASE_URL leads to a database that a server was started on already: name an empty one.");
}

/** Brought up to date first, as a start would. */
function openAccess(dataFolder: string): DatabaseSync | null {
  const path = accessPath(dataFolder);
  if (!existsSync(path)) return null;
  openSqliteAccess(path).close();
  return new DatabaseSync(path, { readOnly: true });
}

/** What a folder keeps in files of their own. */
async function moveSecrets(dataFolder: string, { query }: Queries): Promise<void> {
  const secret = readAccessSecret(dataFolder);
  if (secret !== null) {
    await query("INSERT INTO access_secret (secret) VALUES ($1)", [secret]);
  }
  const key = keyFileIn(dataFolder).read();
  if (key !== null) await query("INSERT INTO webhook_key_text (text) VALUES ($1)", [key]);
}
