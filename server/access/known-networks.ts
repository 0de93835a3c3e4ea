import type { DatabaseSync } from "node:sqlite";

/** From where each account has signed in before. */
export interface KnownNetworks {
  has(accountId: string, network: string): Promise<boolean>;
  note(accountId: string, network: string, at: number): Promise<void>;
}

/** Somebody who travels; the one that was used longest ago makes room. */
const MOST_OF_AN_ACCOUNT = 50;
/** Thirteen months, of whatever length. Who comes back after that is a stranger. */
const KEPT_MS = 397 * 24 * 60 * 60_000;

/** @param database of accounts: what was known of an account goes with it */
export function createKnownNetworks(database: DatabaseSync): KnownNetworks {
  database.exec(`
    CREATE TABLE IF NOT EXISTS known_network (
      account_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
      network TEXT NOT NULL,
      last_at INTEGER NOT NULL,
      PRIMARY KEY (account_id, network)
    ) STRICT, WITHOUT ROWID
  `);
  const find = database.prepare("SELECT 1 FROM known_network WHERE account_id = ? AND network = ?");
  const put = database.prepare("INSERT OR REPLACE INTO known_network VALUES (?, ?, ?)");
  const makeRoom = database.prepare(`
    DELETE FROM known_network WHERE account_id = ?1 AND network NOT IN (
      SELECT network FROM known_network WHERE account_id = ?1 ORDER BY last_at DESC LIMIT ${MOST_OF_AN_ACCOUNT}
    )
  `);
  const forget = database.prepare("DELETE FROM known_network WHERE last_at < ?");
  return {
    has: async (accountId, network) => find.get(accountId, network) !== undefined,
    async note(accountId, network, at) {
      put.run(accountId, network, at);
      makeRoom.run(accountId);
      forget.run(at - KEPT_MS);
    },
  };
}
