import type { AccessDatabase, AccessQueries } from "./access-database.ts";

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

/** Where the keys rest. The current one comes first; there are none before the first start. */
export interface KeyStore {
  load(): Promise<readonly StoredKey[]>;
  /** One change after the other, at whichever server. @returns what is kept then */
  change(change: (kept: readonly StoredKey[]) => readonly StoredKey[]): Promise<readonly StoredKey[]>;
}

interface Row extends Omit<StoredKey, "digest"> {
  readonly digest: Uint8Array;
}

const COLUMNS = `"is", digest, length, "madeAt", until, "lastUsedAt", "seenAt"`;

export function createKeyStore(database: AccessDatabase): KeyStore {
  return {
    load: () => loaded(database),
    change: (change) =>
      database.transaction("webhook-keys", async (queries) => {
        const keys = change(await loaded(queries));
        await queries.run("DELETE FROM webhook_key");
        for (const { is, digest, length, madeAt, until, lastUsedAt, seenAt } of keys) {
          await queries.run(`INSERT INTO webhook_key (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`, [
            is,
            digest,
            length,
            madeAt,
            until,
            lastUsedAt,
            seenAt,
          ]);
        }
        return keys;
      }),
  };
}

async function loaded({ all }: AccessQueries): Promise<readonly StoredKey[]> {
  const rows = await all<Row>(`SELECT ${COLUMNS} FROM webhook_key ORDER BY "is"`);
  return rows.map((row) => ({ ...row, digest: Buffer.from(row.digest) }));
}
