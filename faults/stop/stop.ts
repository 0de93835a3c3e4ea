import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { between, chance, seededRandom } from "#lib/simulator/random.ts";
import { journalPath } from "#server/config/data-folder.ts";
import { openForReading } from "#server/journal/sqlite-database.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { examineJournal } from "../ground/examine-journal.ts";
import { type LoadReport, startLoad } from "../ground/load.ts";
import { type Ending, startServer } from "../ground/server-process.ts";
import { wrongAfterStart } from "../ground/start-again.ts";
import { tellings } from "../ground/tellings.ts";
import { openLiveScreen } from "../network/live-screen.ts";
import { openLingerers } from "./lingerers.ts";
import { watchReadiness } from "./watch-readiness.ts";

const CONNECTIONS = 32;

export const stopFault: Fault = {
  name: "stop",
  goals: ["R-11"],
  says: "SIGTERM under load: first not ready, then drained, flushed and closed within 5 s, exit 0, nothing acknowledged lost",
  rounds: 50,
  once: (seed) => withDataFolder((folder) => stopOnce(seed, folder)),
  control: null,
};

/** How a server was stopped, and what it left. */
interface Stopped {
  readonly folder: string;
  readonly ending: Ending;
  readonly report: LoadReport;
  /** What it had said of its readiness, one answer after the other. */
  readonly statuses: readonly number[];
  /** Whether it had been told to wait for a load balancer. */
  readonly waits: boolean;
  /** What was still kept after it had said that it is not ready. */
  readonly keptLate: number;
}

async function stopOnce(seed: number, folder: string): Promise<Outcome> {
  const random = seededRandom(seed);
  const waits = chance(random, 0.5);
  const server = startServer({ folder, environment: { RINGSIDE_STOP_DELAY: waits ? "1" : "0" } });
  const url = await server.serving;
  const lingerers = await openLingerers(url, chance(random, 0.25));
  const screen = openLiveScreen({ url, random });
  const load = startLoad(url, tellings(seed), CONNECTIONS);
  await load.kept(Math.round(between(random, 1, 400)));
  const readiness = watchReadiness(url);
  await pause(between(random, 0, 20));
  server.kill("SIGTERM");
  await readiness.turnedAway;
  const before = load.soFar().kept;
  const ending = await server.ended;
  const [report, statuses] = await Promise.all([load.stop(), readiness.gone]);
  screen.close();
  for (const socket of lingerers) socket.destroy();
  const keptLate = report.kept.length - before;
  const broken = await wrongWith({ folder, ending, report, statuses, waits, keptLate });
  return { broken, counts: { stops: 1, acknowledged: report.kept.length, "kept while it stopped": keptLate } };
}

async function wrongWith(stopped: Stopped): Promise<string[]> {
  const { folder, report } = stopped;
  const path = journalPath(folder);
  const isOpen = existsSync(`${path}-wal`);
  const { entries, broken } = examineJournal(path, report.kept);
  const checkpoint = checkpointOf(path);
  return [
    ...wrongWithEnding(stopped),
    ...(isOpen ? ["The journal was not closed."] : []),
    ...(checkpoint === entries.length ? [] : [`The checkpoint is at ${checkpoint}, the journal at ${entries.length}.`]),
    ...broken,
    ...(await wrongAfterStart(folder, report.kept)),
  ];
}

/** Had it not been done in 5 s, it would have ended by itself with another code. */
function wrongWithEnding({ ending, statuses, waits, keptLate }: Stopped): string[] {
  const turned = statuses.indexOf(503);
  return [
    ...(ending.code === 0 ? [] : [`It ended with ${ending.code ?? ending.signal}.`]),
    ...(turned < 0 || !statuses.slice(turned).includes(200) ? [] : ["It was ready again after it was not."]),
    ...(statuses.some((status) => status !== 200 && status !== 503) ? [`It said ${statuses.join(", ")}.`] : []),
    ...(waits && turned < 0 ? ["It never said that it is not ready."] : []),
    ...(waits && keptLate === 0 ? ["It kept nothing more as soon as it said that it is not ready."] : []),
  ];
}

function checkpointOf(path: string): number | null {
  const database = openForReading(path);
  const row = database.prepare("SELECT seq FROM checkpoint").get();
  database.close();
  return row === undefined ? null : Number(row["seq"]);
}
