import type { Logger } from "#server/log.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import { underWay } from "./journal.ts";

/** Of what this server's board was folded from: rises when what the journal holds is rewritten. */
export interface PostgresGeneration {
  /** Before anything is read. */
  start(): Promise<void>;
  number(): number;
  /** This server rewrites it: nothing of that is new to it, where nothing that others did before is. */
  outdated(number: number): void;
  /** Has the listeners read anew where another server has rewritten it, and is done. */
  look(): Promise<void>;
  /**
   * Resolves when they have, and none of them reads any more; rejects where they could not. What is left half rewritten is
   * read anew only once it is no longer so.
   */
  catchUp(): Promise<void>;
  onRewritten(listener: () => Promise<void>): () => void;
}

/** How often the journal has been rewritten, and whether it is being rewritten now. */
export interface Rewriting {
  readonly number: number;
  readonly busy: boolean;
}

export async function readRewriting({ query }: Queries): Promise<Rewriting> {
  const [row] = await query<{ readonly number: number; readonly busy: boolean }>(
    "SELECT number, EXISTS (SELECT FROM upkeep WHERE name = ANY ($1)) AS busy FROM generation",
    [Object.values(underWay)],
  );
  return row ?? { number: 0, busy: false };
}

export function createPostgresGeneration(queries: Queries, log: Logger): PostgresGeneration {
  const listeners = new Set<() => Promise<void>>();
  let own = 0;
  let rereading: Promise<void> | null = null;

  async function rereadFor(number: number): Promise<void> {
    try {
      for (const listener of listeners) await listener();
      own = number;
    } catch (err) {
      log.error({ err }, "what another server has rewritten could not be read anew; it is tried again");
    }
  }

  async function look(): Promise<void> {
    const { number, busy } = await readRewriting(queries);
    if (number === own || busy) return;
    rereading ??= rereadFor(number).finally(() => (rereading = null));
  }

  return {
    async start() {
      const { number, busy } = await readRewriting(queries);
      // What is read while it is being rewritten must be read again.
      own = busy ? number - 1 : number;
    },
    number: () => own,
    outdated(number) {
      if (own === number - 1) own = number;
    },
    look,
    async catchUp() {
      // What is being read now may have begun before the last rewriting.
      await rereading;
      await look();
      await rereading;
      const { number, busy } = await readRewriting(queries);
      if (number !== own && !busy) throw new Error("what another server has rewritten could not be read anew");
    },
    onRewritten(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
