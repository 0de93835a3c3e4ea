import type { DatabaseSync } from "node:sqlite";

/** A key as it is kept: never in plain text. Times in epoch ms. */
export interface StoredKey {
  readonly is: "current" | "previous";
  /** SHA-256. */
  readonly digest: Buffer;
  /** Of the key, characters. */
  readonly length: number;
  readonly madeAt: number;
  /** null: it does not end by itself. */
  readonly until: number | null;
  readonly lastUsedAt: number | null;
  /** When an admin saw it in plain text; null: nobody has. */
  readonly seenAt: number | null;
}

/** Where the keys rest. */
export interface KeyStore {
  /** The current one first; none before the first start. */
  load(): Promise<readonly StoredKey[]>;
  /** In place of all that is kept. */
  save(keys: readonly StoredKey[]): Promise<void>;
}

interface Row extends Omit<StoredKey, "digest"> {
  readonly digest: Uint8Array;
}

export function createSqliteKeyStore(database: DatabaseSync): KeyStore {
  database.exec(`
    CREATE TABLE IF NOT EXISTS webhook_key (
      "is" TEXT PRIMARY KEY CHECK ("is" IN ('current', 'previous')),
      digest BLOB NOT NULL,
      length INTEGER NOT NULL,
      madeAt INTEGER NOT NULL,
      until INTEGER,
      lastUsedAt INTEGER,
      seenAt INTEGER
    ) STRICT
  `);
  const load = database.prepare(
    `SELECT "is", digest, length, madeAt, until, lastUsedAt, seenAt FROM webhook_key ORDER BY "is"`,
  );
  const clear = database.prepare("DELETE FROM webhook_key");
  const insert = database.prepare(
    `INSERT INTO webhook_key ("is", digest, length, madeAt, until, lastUsedAt, seenAt) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return {
    async load() {
      return (load.all() as unknown as Row[]).map((row) => ({ ...row, digest: Buffer.from(row.digest) }));
    },
    async save(keys) {
      database.exec("BEGIN IMMEDIATE");
      try {
        clear.run();
        for (const { is, digest, length, madeAt, until, lastUsedAt, seenAt } of keys) {
          insert.run(is, digest, length, madeAt, until, lastUsedAt, seenAt);
        }
        database.exec("COMMIT");
      } catch (cause) {
        if (database.isTransaction) database.exec("ROLLBACK");
        throw cause;
      }
    },
  };
}
