import type { Postgres, Queries } from "#server/postgres/postgres.ts";
import { isThere, whileLocked } from "./archive-registry.ts";
import { EDITION_STRUCTURE, editionSchema } from "./edition-tables.ts";

/** How the archive of one set of rules stands. */
export interface Standing {
  readonly edition: number;
  /** -1: it is empty. */
  readonly rev: number;
  readonly generation: number;
  /** Epoch ms. */
  readonly keptFrom: number;
}

/**
 * The archive is a fold: servers that read the journal by other rules, as during an upgrade, have tables of their own
 * beside each other, and none clears what another one lives by.
 */
export interface Editions {
  /** In the one transaction at a time that writes to any edition. Makes the edition where there is none. */
  writing<T>(work: (standing: Standing, queries: Queries) => Promise<T>): Promise<T>;
  /** In a transaction that sees one moment. Rejects where the edition does not reach to `least`. */
  reading<T>(least: number, work: (edition: number, queries: Queries) => Promise<T>): Promise<T>;
  /** null: there is no edition. */
  standing(): Promise<Standing | null>;
  /** A new edition in the place of this one, unless another server stands on it. */
  beginAnew(): Promise<void>;
}

interface EditionsParts {
  readonly postgres: Postgres;
  readonly fingerprint: string;
  /** The name of this server among those that share the database. */
  readonly server: string;
}

/** A reader wants its rows along an index, however few PostgreSQL thinks that there are: so no page is sorted. */
const READING = `
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_seqscan = off;
  SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL max_parallel_workers_per_gather = 0;
  SET LOCAL jit = off
`;

/** A server that has not been seen for so long is gone. */
const GONE_AFTER = "1 minute";

export function createEditions({ postgres, fingerprint, server }: EditionsParts): Editions {
  const own = [fingerprint, EDITION_STRUCTURE];

  async function standingIn({ query }: Queries): Promise<Standing | null> {
    const [row] = await query<Standing & { readonly [column: string]: unknown }>(
      `SELECT edition.nr AS edition, edition.rev, state.generation, state.kept_from AS "keptFrom"
       FROM archive_state AS state CROSS JOIN archive_edition AS edition
       WHERE edition.fingerprint = $1 AND edition.structure = $2 AND ${isThere} ORDER BY edition.nr DESC LIMIT 1`,
      own,
    );
    return row ?? null;
  }

  async function makeIn(queries: Queries): Promise<Standing> {
    const sql = "INSERT INTO archive_edition (fingerprint, structure) VALUES ($1, $2) RETURNING nr";
    const [row] = await queries.query<{ readonly nr: number }>(sql, own);
    await queries.query(editionSchema(row?.nr ?? 0));
    const made = await standingIn(queries);
    if (made === null) throw new Error("an edition of the history could not be made");
    return made;
  }

  function writing<T>(work: (standing: Standing, queries: Queries) => Promise<T>): Promise<T> {
    return whileLocked(postgres, async (queries) =>
      work((await standingIn(queries)) ?? (await makeIn(queries)), queries),
    );
  }

  return {
    writing,
    reading: (least, work) =>
      postgres.transaction(async (queries) => {
        await queries.query(READING);
        const found = await standingIn(queries);
        if (found === null || found.rev < least) throw new Error("it is being built again");
        return work(found.edition, queries);
      }),
    standing: () => standingIn(postgres),
    async beginAnew() {
      await writing(async ({ edition, rev }, queries) => {
        if (rev < 0) return;
        const [others] = await queries.query(
          `SELECT FROM archive_server WHERE edition = $1 AND name <> $2 AND seen_at > now() - interval '${GONE_AFTER}'`,
          [edition, server],
        );
        if (others === undefined) await makeIn(queries);
      });
    },
  };
}
