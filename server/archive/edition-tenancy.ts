import type { Postgres } from "#server/postgres/postgres.ts";
import { isThere, whileLocked } from "./archive-registry.ts";
import { EDITION_STRUCTURE, editionTables, tableName } from "./edition-tables.ts";
import type { Editions } from "./editions.ts";

/** Who lives by which edition, and what becomes of those that nobody lives by. Rejects with what the database says. */
export interface EditionTenancy {
  /** Tells the others that this server is here. */
  touch(): Promise<void>;
  leave(): Promise<void>;
  /** Drops what has been replaced, and what no server has used for long. */
  dropUnused(): Promise<void>;
  dropOthers(): Promise<void>;
  /** Drops those whose tables are others; returns those that are left. */
  dropUnlike(): Promise<readonly number[]>;
}

interface TenancyParts {
  readonly postgres: Postgres;
  readonly editions: Pick<Editions, "writing">;
  readonly fingerprint: string;
  /** The name of this server among those that share the database. */
  readonly server: string;
}

/** Whoever goes back to an older version finds its history for so long. */
const KEPT_FOR = "7 days";
/** Nor are more than so many kept that nobody uses. */
const MOST_UNUSED = 2;
const UNUSED_AFTER = "1 hour";

export function createEditionTenancy({ postgres, editions, fingerprint, server }: TenancyParts): EditionTenancy {
  const own = [fingerprint, EDITION_STRUCTURE];

  /** @param which condition of `edition`, of which $1 and $2 are this one's */
  async function drop(which: string): Promise<void> {
    const found = await postgres.query<{ readonly nr: number }>(
      `SELECT nr FROM archive_edition AS edition WHERE ${which}`,
      own,
    );
    for (const { nr } of found) {
      await whileLocked(postgres, async ({ query }) => {
        // A long reading may hold it; the next time will do.
        await query("SET LOCAL lock_timeout = '2s'");
        const [gone] = await query(`DELETE FROM archive_edition AS edition WHERE (${which}) AND nr = $3 RETURNING nr`, [
          ...own,
          nr,
        ]);
        const tables = editionTables.map((table) => tableName(nr, table));
        if (gone !== undefined) await query(`DROP TABLE IF EXISTS ${tables.join(", ")}`);
      });
    }
  }

  return {
    async touch() {
      await editions.writing(async ({ edition }, { query }) => {
        await query(
          `INSERT INTO archive_server (name, edition) VALUES ($1, $2)
           ON CONFLICT (name) DO UPDATE SET edition = excluded.edition, seen_at = now()`,
          [server, edition],
        );
        await query("UPDATE archive_edition SET used_at = now() WHERE nr = $1", [edition]);
        await query(`DELETE FROM archive_server WHERE seen_at < now() - interval '${KEPT_FOR}'`);
      });
    },
    async leave() {
      await postgres.query("DELETE FROM archive_server WHERE name = $1", [server]);
    },
    dropUnused: () => drop(`${replaced} OR (${foreign} AND ${unused})`),
    dropOthers: () => drop(`${replaced} OR ${foreign}`),
    async dropUnlike() {
      await drop(`${foreign} AND edition.structure <> $2`);
      const left = await postgres.query<{ readonly nr: number }>(
        `SELECT nr FROM archive_edition AS edition WHERE ${isThere}`,
      );
      return left.map(({ nr }) => nr);
    },
  };
}

const foreign = "NOT (edition.fingerprint = $1 AND edition.structure = $2)";
const replaced = `EXISTS (
  SELECT FROM archive_edition AS newer
  WHERE newer.fingerprint = edition.fingerprint AND newer.structure = edition.structure AND newer.nr > edition.nr
)`;
const unused = `(
  edition.used_at < now() - interval '${KEPT_FOR}'
  OR edition.used_at < now() - interval '${UNUSED_AFTER}' AND ${MOST_UNUSED} <= (
    SELECT count(*) FROM archive_edition AS other
    WHERE other.used_at > edition.used_at AND other.used_at < now() - interval '${UNUSED_AFTER}'
  )
)`;
