import type { Postgres } from "#server/postgres/postgres.ts";
import type { SetupCodes } from "./setup-code.ts";

/** In the database that servers share: one counts as long as the server lives that printed it. */
export function createSharedCodes(postgres: Postgres, server: string): SetupCodes {
  return {
    async add(hash) {
      await postgres.query("INSERT INTO setup_code (digest, server) VALUES ($1, $2)", [hash, server]);
    },
    async all() {
      const rows = await postgres.query<{ digest: Buffer }>(
        "SELECT digest FROM setup_code JOIN living_server ON living_server.id = server",
      );
      return rows.map(({ digest }) => digest);
    },
    async clear() {
      await postgres.query("DELETE FROM setup_code");
    },
  };
}
