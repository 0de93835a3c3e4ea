import type { Postgres } from "#server/postgres/postgres.ts";
import type { Checkpoint, CheckpointStore } from "./journal.ts";

/** Versions of the server whose checkpoints are kept beside each other, while servers change over from one to another. */
const MOST = 3;

/**
 * Checkpoints that several servers share: of each fingerprint the newest.
 * @param generation of what this server's board was folded from
 */
export function createPostgresCheckpoints(postgres: Postgres, generation: () => number): CheckpointStore {
  return {
    async load(fingerprint) {
      const sql = "SELECT fingerprint, seq, state FROM checkpoint WHERE fingerprint = $1";
      const [row] = await postgres.query<Checkpoint & Record<string, unknown>>(sql, [fingerprint]);
      return row ?? null;
    },
    save: ({ fingerprint, seq, state }) =>
      postgres.transaction(async ({ query }) => {
        // A board that was folded from what has been rewritten since must not come back: nobody raises the number meanwhile.
        const [row] = await query<{ readonly number: number }>("SELECT number FROM generation FOR SHARE");
        if (row?.number !== generation()) return;
        await query(
          `INSERT INTO checkpoint (fingerprint, seq, state) VALUES ($1, $2, $3)
           ON CONFLICT (fingerprint) DO UPDATE SET seq = excluded.seq, state = excluded.state
           WHERE checkpoint.seq <= excluded.seq`,
          [fingerprint, seq, state],
        );
        await query(
          `DELETE FROM checkpoint WHERE fingerprint NOT IN
           (SELECT fingerprint FROM checkpoint ORDER BY seq DESC LIMIT $1)`,
          [MOST],
        );
      }),
  };
}
