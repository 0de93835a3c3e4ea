import type { DatabaseSync } from "node:sqlite";
import type { Pool } from "pg";

/** What stands in a statement's place of `?`. */
export type AccessValue = string | number | Uint8Array | null;

/** Runs statements, in words that SQLite and PostgreSQL understand alike: `?` for a value, quotes around mixed-case names. */
export interface AccessQueries {
  /** Whole numbers come as numbers, bytes as bytes. */
  all<Row extends object>(sql: string, values?: readonly AccessValue[]): Promise<readonly Row[]>;
  run(sql: string, values?: readonly AccessValue[]): Promise<void>;
}

/** Where accounts, sessions, screens, keys and what people looked at are kept: a file, or what several servers share. */
export interface AccessDatabase extends AccessQueries {
  /**
   * All statements of `work` or none. Of those of one name one comes after the other, on whichever server; each sees what
   * the one before it left.
   */
  transaction<T>(name: string, work: (queries: AccessQueries) => Promise<T>): Promise<T>;
  /** As a transaction's, but that what `work` does is kept as it is done: it may use whatever it likes. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** For the library of accounts, which runs statements of its own. */
  readonly library: DatabaseSync | Pool;
  close(): void;
}
