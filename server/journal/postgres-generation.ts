import type { Logger } from "#server/log.ts";
import type { Queries } from "#server/postgres/postgres.ts";
import { underWay } from "./journal.ts";

/** Of what this server's board was folded from: rises when what the journal holds is rewritten. */
export interface PostgresGeneration {
  /** Before anything is read. */
  start(): Promise<void>;
  number(): number;
  /** This server rewrites it: nothing of that is new to it. */
  outdated(number: number): void;
  /** Has the listeners read anew where another server has rewritten it, and is done. */
  look(): Promise<void>;
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

  return {
    async start() {
      const { number, busy } = await readRewriting(queries);
      // What is read while it is being rewritten must be read again.
      own = busy ? number - 1 : number;
    },
    number: () => own,
    outdated(number) {
      own = number;
    },
    async look() {
      const { number, busy } = await readRewriting(queries);
      if (number === own || busy) return;
      rereading ??= rereadFor(number).finally(() => (rereading = null));
    },
    onRewritten(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
