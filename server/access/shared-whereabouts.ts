import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { Postgres } from "#server/postgres/postgres.ts";
import type { AccessChanges } from "./access-changes.ts";
import type { LiveServers } from "./live-servers.ts";
import type { WrittenCommand } from "./shared-changes.ts";
import { createTurns } from "./turns.ts";
import type { Elsewhere, Whereabouts } from "./whereabouts.ts";

interface SharedParts {
  readonly postgres: Postgres;
  readonly servers: LiveServers;
  readonly changes: Pick<AccessChanges, "subscribe">;
}

interface Line {
  readonly server: string;
  readonly screen: string;
  readonly lives: boolean;
  readonly toldAt: number;
}

/** In the database: one line for each screen at each server, which goes with the server. */
export function createSharedWhereabouts({ postgres, servers, changes }: SharedParts): Whereabouts {
  const here = new Set<string>();
  const turns = createTurns();
  const { self } = servers;
  const { query } = postgres;

  const write = (screens: readonly string[]) =>
    query("INSERT INTO screen_line SELECT $1, unnest($2::text[]) ON CONFLICT DO NOTHING", [self, screens]);
  const erase = (screens: readonly string[]) =>
    query("DELETE FROM screen_line WHERE server = $1 AND screen = ANY($2)", [self, screens]);

  /** What is written of this server may have failed, or may have gone because the others gave it up. */
  async function mend(lines: readonly Line[]): Promise<void> {
    const written = new Set(lines.filter(({ server }) => server === self).map(({ screen }) => screen));
    const missing = [...here.difference(written)];
    const stale = [...written.difference(here)];
    if (missing.length > 0) await write(missing);
    if (stale.length > 0) await erase(stale);
  }

  return {
    come(screen) {
      here.add(screen);
      return turns(async () => void (await write([screen])));
    },
    go(screen) {
      here.delete(screen);
      return turns(async () => {
        await erase([screen]);
        const elsewhere = await query(
          "SELECT 1 FROM screen_line JOIN living_server ON living_server.id = server WHERE screen = $1",
          [screen],
        );
        return elsewhere.length === 0;
      });
    },
    look: () =>
      turns(async () => {
        await servers.beat();
        const lines = await query<Line & Record<string, unknown>>(
          `SELECT server, screen, living_server.id IS NOT NULL AS lives, told_at AS "toldAt"
           FROM screen_line JOIN live_server ON live_server.id = server
           LEFT JOIN living_server ON living_server.id = server`,
        );
        await mend(lines);
        // Long after everybody has seen whom it took along.
        await query("DELETE FROM live_server WHERE beat_at < clock_timestamp() - interval '1 minute'");
        return elsewhereIn(lines.filter(({ server }) => server !== self));
      }),
    async command(screenId, command) {
      const told = await query(
        `SELECT access_changed('command', $3) WHERE EXISTS (
           SELECT 1 FROM screen_line JOIN living_server ON living_server.id = server WHERE screen = $1 AND server <> $2
         )`,
        [screenId, self, JSON.stringify({ by: self, screenId, command } satisfies WrittenCommand)],
      );
      return told.length > 0;
    },
    hear: (listener: (screenId: string, command: ScreenCommand) => void) =>
      changes.subscribe((change) => {
        if (change?.of === "command" && change.by !== self) listener(change.screenId, change.command);
      }),
    close: () => turns(servers.leave),
  };
}

function elsewhereIn(lines: readonly Line[]): Elsewhere {
  const connected = new Set(lines.filter(({ lives }) => lives).map(({ screen }) => screen));
  const lost = lines.filter(({ lives, screen }) => !(lives || connected.has(screen)));
  return { connected, lost: new Map(lost.map(({ screen, toldAt }) => [screen, toldAt])) };
}
