import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type LoadReport, startLoad } from "../ground/load.ts";
import { startServer } from "../ground/server-process.ts";
import { tellings } from "../ground/tellings.ts";
import { type Moment, readTrace } from "./read-trace.ts";
import { tracedPid, tracingInto } from "./strace.ts";

export interface TracedRun {
  /** All that the server did, from its first start to its end. */
  readonly moments: readonly Moment[];
  readonly report: LoadReport;
}

export interface TracedPlan {
  readonly seed: number;
  /** A folder for the trace. */
  readonly folder: string;
  /** The data folder; the server makes it. */
  readonly data: string;
  /** The program, where it is another than the real one. */
  readonly program?: string;
  /** How many deliveries it keeps before it is stopped. */
  readonly count: number;
}

const CONNECTIONS = 16;

/** Starts a server where there is nothing yet, says things to it until it has kept so many, and stops it. */
export async function traceServer({ seed, folder, data, program, count }: TracedPlan): Promise<TracedRun> {
  const trace = join(folder, "trace");
  const plan = { folder: data, through: tracingInto(trace) };
  const server = startServer(program === undefined ? plan : { ...plan, program });
  const load = startLoad(await server.serving, tellings(seed), CONNECTIONS);
  await load.kept(count);
  const report = await load.stop();
  process.kill(tracedPid(trace), "SIGTERM");
  await server.ended;
  return { moments: readTrace(readFileSync(trace, "latin1")), report };
}
