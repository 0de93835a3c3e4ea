import { randomBytes } from "node:crypto";
import type { Clock } from "#server/clock.ts";
import type { Postgres } from "#server/postgres/postgres.ts";

/** The servers that share a database, as far as they say now and then that they live. */
export interface LiveServers {
  /** This one's name among them, new with each start. */
  readonly self: string;
  /** This one lives. */
  beat(): Promise<void>;
  /** This one ends, and whatever was said of it ends with it. */
  leave(): Promise<void>;
}

export async function joinLiveServers(postgres: Postgres, clock: Clock): Promise<LiveServers> {
  const self = randomBytes(9).toString("base64url");
  const servers: LiveServers = {
    self,
    async beat() {
      await postgres.query(
        `INSERT INTO live_server VALUES ($1, clock_timestamp(), $2)
         ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, told_at = excluded.told_at`,
        [self, clock.now()],
      );
    },
    async leave() {
      await postgres.query("DELETE FROM live_server WHERE id = $1", [self]);
    },
  };
  await servers.beat();
  return servers;
}
