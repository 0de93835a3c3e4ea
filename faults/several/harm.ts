import { setTimeout as pause } from "node:timers/promises";
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

/** What was done. */
export interface Done {
  /** Whether the server has to be started again. */
  readonly ended: boolean;
  /** Connections to the database that were cut. */
  readonly cut: number;
}

/** Resolves when it is done. Rejects where there was nothing to cut. */
export async function doHarm(harm: Harm, { postgres, queries, victim }: Harmed): Promise<Done> {
  switch (harm) {
    case "kill a server":
      victim.kill("SIGKILL");
      await victim.ended;
      return { ended: true, cut: 0 };
    case "stop a server":
      victim.kill("SIGTERM");
      await victim.ended;
      return { ended: true, cut: 0 };
    case "cut the lines that listen":
      return { ended: false, cut: await cutLines(queries, "(query LIKE 'LISTEN%' OR query = 'SELECT 1')") };
    case "cut every line":
      return { ended: false, cut: await cutLines(queries, "true") };
    case "restart":
      await postgres.stop();
      await postgres.start();
      return { ended: false, cut: 0 };
  }
}

/** ms */
const PATIENCE = 10_000;

/** A line that is being made anew is waited for: each harm must harm. */
async function cutLines({ query }: Queries, which: string): Promise<number> {
  for (const until = performance.now() + PATIENCE; performance.now() < until; await pause(20)) {
    const cut = await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND ${which}`,
    );
    if (cut.length > 0) return cut.length;
  }
  throw new Error("there was no line to cut");
}
