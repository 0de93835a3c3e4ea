import { z } from "zod";
import type { Bus } from "#server/postgres/bus.ts";
import type { Postgres } from "#server/postgres/postgres.ts";
import { type AccessChange, type AccessChanges, createHearers } from "./access-changes.ts";
import { createTurns } from "./turns.ts";

/** Of what is read at once: as many as the database keeps. */
const MOST = 1_000;

interface Row {
  readonly newest: number;
  /** null: there is none that has not been seen. */
  readonly version: number | null;
  readonly of: string;
  readonly about: string;
}

/**
 * What any server changes in the database that they share, in the order in which it was committed. The bus says when to
 * look; whoever calls `look` now and then needs it for haste alone.
 */
export async function openSharedChanges(postgres: Postgres, bus: Bus): Promise<AccessChanges> {
  const hearers = createHearers();
  const turns = createTurns();
  const [now] = await postgres.query<{ version: number }>("SELECT version FROM access_version");
  let seen = now?.version ?? 0;
  let next: Promise<void> | null = null;

  async function read(): Promise<void> {
    const rows = await postgres.query<Row>(
      `SELECT now.version AS newest, change.version, "of", about
       FROM access_version AS now LEFT JOIN access_change AS change ON change.version > $1
       ORDER BY change.version LIMIT ${MOST}`,
      [seen],
    );
    const [first] = rows;
    if (first === undefined || first.newest === seen) return;
    // A gap: so much happened that it was not kept; or the database is one of before, brought back.
    if (first.version !== seen + 1) {
      await hearers.tell(null);
      seen = first.newest;
      return;
    }
    for (const row of rows) await take(row);
  }

  async function take({ version, of, about }: Row): Promise<void> {
    const change = changeOf(of, about);
    if (change !== null) await hearers.tell(change);
    seen = version ?? seen;
  }

  function look(): Promise<void> {
    // One that has not begun sees what was committed until now.
    next ??= turns(() => {
      next = null;
      return read();
    });
    return next;
  }

  const deafen = bus.hear("accounts", () => void look().catch(() => undefined));
  return { subscribe: hearers.subscribe, look, close: deafen };
}

const screenCommand = z.object({
  by: z.string(),
  screenId: z.string(),
  command: z.object({ do: z.enum(["identify", "reload", "tone"]) }),
});

/** How a command stands in the database. */
export type WrittenCommand = z.input<typeof screenCommand>;

/** null: of a kind that a later version knows. */
function changeOf(of: string, about: string): AccessChange | null {
  switch (of) {
    case "session":
      return { of, sessionId: about };
    case "account":
      return { of, accountId: about };
    case "screen":
      return { of, screenId: about };
    case "keys":
      return { of };
    case "command": {
      const read = screenCommand.safeParse(JSON.parse(about));
      return read.success ? { of, ...read.data } : null;
    }
    default:
      return null;
  }
}
