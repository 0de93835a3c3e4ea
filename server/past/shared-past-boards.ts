import type { Journal } from "#server/journal/journal.ts";
import { readRewriting } from "#server/journal/postgres-generation.ts";
import type { Postgres } from "#server/postgres/postgres.ts";
import { openKeptBoards } from "./kept-boards.ts";
import { createPastBoards, type PastBoards, type PastTask } from "./past-boards.ts";

interface SharedPastParts extends Omit<PastTask, "journal"> {
  readonly postgres: Postgres;
  readonly journal: Pick<Journal, "onRewritten">;
}

/** No journal has it: whatever is kept is of another one. */
const NO_GENERATION = -1;

/**
 * Over a journal that several servers share. What this one keeps of its past lies on its own disk, and goes as soon as any
 * of them has rewritten the journal.
 */
export async function openSharedPastBoards({ postgres, journal, ...rest }: SharedPastParts): Promise<PastBoards> {
  const { keptPath, fingerprint, settings } = rest;
  const { number, busy } = await readRewriting(postgres);
  // That may have been while this server was away.
  openKeptBoards(keptPath, { fingerprint, generation: busy ? NO_GENERATION : number }, settings).close();
  const url = postgres.connection.connectionString ?? "";
  const past = createPastBoards({ journal: { in: "database", url }, ...rest });
  const leave = journal.onRewritten(past.forget);
  return {
    ...past,
    async close() {
      leave();
      await past.close();
    },
  };
}
