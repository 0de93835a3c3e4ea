import { existsSync } from "node:fs";
import { join } from "node:path";
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
import { type Said, watchReadiness } from "./watch-readiness.ts";

const CONNECTIONS = 32;

/**
 * Answers of one connection to questions after the signal that may still say that it is ready: the first may be written
 * before the process has taken the signal, and the second while it is being taken.
 */
const LATE_ANSWERS = 2;

export const deafProgram = join(import.meta.dirname, "../servers/deaf-main.child.ts");

export const stopFault: Fault = {
  name: "stop",
  goals: ["R-11"],
  says: "SIGTERM under load: first not ready, then drained, flushed and closed within 5 s, exit 0, nothing acknowledged lost",
  rounds: 50,
  once: (seed) => stopUnder(seed, { waits: chance(seededRandom(seed), 0.5) }),
  control: {
    says: "a server that says for a second more that it is ready",
    finds: /It said \d+ times that it is ready after it was told to stop/,
    once: (seed) => stopUnder(seed, { waits: chance(seededRandom(seed), 0.5), program: deafProgram }),
  },
};

export interface StopPlan {
  /** Whether it is told to wait for a load balancer. */
  readonly waits: boolean;
  /** Where it is another than the real one; absolute. */
  readonly program?: string;
}

export function stopUnder(seed: number, plan: StopPlan): Promise<Outcome> {
  return withDataFolder((folder) => stopOnce(seed, folder, plan));
}

/** How a server was stopped, and what it left. */
interface Stopped {
  readonly folder: string;
  readonly ending: Ending;
  readonly report: LoadReport;
  /** What it had said of its readiness, one answer after the other. */
  readonly said: readonly Said[];
  /** Whether it had been told to wait for a load balancer. */
  readonly waits: boolean;
  /** What was still kept after it had said that it is not ready. */
  readonly keptLate: number;
}

async function stopOnce(seed: number, folder: string, { waits, ...other }: StopPlan): Promise<Outcome> {
  const random = seededRandom(seed + 1);
  const server = startServer({ folder, ...other, environment: { RINGSIDE_STOP_DELAY: waits ? "1" : "0" } });
  const url = await server.serving;
  const lingerers = await openLingerers(url, chance(random, 0.25));
  const screen = openLiveScreen({ url, random });
  const load = startLoad(url, tellings(seed), CONNECTIONS);
  await load.kept(Math.round(between(random, 1, 400)));
  const readiness = watchReadiness(url);
  await pause(between(random, 0, 20));
  server.kill("SIGTERM");
  readiness.signalled();
  await readiness.turnedAway;
  const before = load.soFar().kept;
  const ending = await server.ended;
  const [report, said] = await Promise.all([load.stop(), readiness.gone]);
  screen.close();
  for (const socket of lingerers) socket.destroy();
  const keptLate = report.kept.length - before;
  const broken = await wrongWith({ folder, ending, report, said, waits, keptLate });
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
function wrongWithEnding({ ending, said, waits, keptLate }: Stopped): string[] {
  const statuses = said.map(({ status }) => status);
  const late = said.filter(({ status, isSignalled }) => isSignalled && status === 200).length;
  const turned = statuses.indexOf(503);
  return [
    ...(ending.code === 0 ? [] : [`It ended with ${ending.code ?? ending.signal}.`]),
    ...(turned < 0 || !statuses.slice(turned).includes(200) ? [] : ["It was ready again after it was not."]),
    ...(statuses.some((status) => status !== 200 && status !== 503) ? [`It said ${statuses.join(", ")}.`] : []),
    ...(late <= LATE_ANSWERS ? [] : [`It said ${late} times that it is ready after it was told to stop.`]),
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
