import type { Queries } from "#server/postgres/postgres.ts";
import type { PostgresUnderTest } from "#server/postgres/postgres-under-test.ts";
import type { ServerProcess } from "../ground/server-process.ts";

/** What may befall several servers and the database that they share. */
export type Harm = "kill a server" | "stop a server" | "cut the lines that listen" | "cut every line" | "restart";

export const harms: readonly Harm[] = [
  "kill a server",
  "stop a server",
  "cut the lines that listen",
  "cut every line",
  "restart",
];

/** Of the database: `queries` on a connection that is spared. */
export interface Harmed {
  readonly postgres: PostgresUnderTest;
  readonly queries: Queries;
  readonly victim: ServerProcess;
}

const others = "datname = current_database() AND pid <> pg_backend_pid()";

/** Resolves when it is done; whether a server has to be started again. */
export async function doHarm(harm: Harm, { postgres, queries, victim }: Harmed): Promise<boolean> {
  switch (harm) {
    case "kill a server":
      victim.kill("SIGKILL");
      await victim.ended;
      return true;
    case "stop a server":
      victim.kill("SIGTERM");
      await victim.ended;
      return true;
    case "cut the lines that listen":
      await queries.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE ${others} AND (query LIKE 'LISTEN%' OR query = 'SELECT 1')`,
      );
      return false;
    case "cut every line":
      await queries.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${others}`);
      return false;
    case "restart":
      await postgres.stop();
      await postgres.start();
      return false;
  }
}
