import type { AccessDatabase } from "./access-database.ts";

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
export function createKnownNetworks(database: AccessDatabase): KnownNetworks {
  return {
    async has(accountId, network) {
      const sql = "SELECT 1 AS known FROM known_network WHERE account_id = ? AND network = ?";
      return (await database.all(sql, [accountId, network])).length > 0;
    },
    async note(accountId, network, at) {
      await database.run(
        `INSERT INTO known_network VALUES (?, ?, ?)
         ON CONFLICT (account_id, network) DO UPDATE SET last_at = excluded.last_at`,
        [accountId, network, at],
      );
      await database.run(
        `DELETE FROM known_network WHERE account_id = ? AND network NOT IN (
           SELECT network FROM known_network WHERE account_id = ? ORDER BY last_at DESC LIMIT ${MOST_OF_AN_ACCOUNT}
         )`,
        [accountId, accountId],
      );
      await database.run("DELETE FROM known_network WHERE last_at < ?", [at - KEPT_MS]);
    },
  };
}
