import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "#lib/board/board.ts";
import { between, chance, type Random, seededRandom } from "#lib/simulator/random.ts";
import { journalPath } from "#server/config/data-folder.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { examineJournal } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Kept, startLoad } from "../ground/load.ts";
import { type ServerPlan, type ServerProcess, startServer } from "../ground/server-process.ts";
import { wrongAfterStart } from "../ground/start-again.ts";
import type { Telling } from "../ground/telling.ts";
import { tellings } from "../ground/tellings.ts";

/** Of one round: starting is what takes the time, so each start but the last is both the proof of a kill and the next victim. */
const KILLS = 5;
const CONNECTIONS = 32;

export const killFault: Fault = {
  name: "kill",
  goals: ["R-1"],
  says: `kill -9 under load ${KILLS} times in a row: what was acknowledged is there, and the board is the journal's`,
  rounds: 40,
  once: (seed) => withDataFolder((folder) => killAgainAndAgain(seed, { folder })),
  control: {
    says: "a server that answers before it commits",
    finds: /acknowledged \d+ are lost/,
    once: (seed) => withDataFolder((folder) => killAgainAndAgain(seed, { folder, program: hastyProgram })),
  },
};

const hastyProgram = join(import.meta.dirname, "../servers/hasty-main.child.ts");

async function killAgainAndAgain(seed: number, plan: ServerPlan): Promise<Outcome> {
  const random = seededRandom(seed);
  const source = tellings(seed);
  const kept: Kept[] = [];
  let broken: readonly string[] = [];
  let unanswered = 0;
  let kills = 0;
  while (kills < KILLS && broken.length === 0) {
    if (chance(random, 0.25)) await killWhileStarting(plan, random);
    const server = startServer(plan);
    const url = await server.serving;
    broken = await findingsOf(url, plan.folder, kept);
    const report = await loadUntilKilled({ server, url, source, random });
    kills += 1;
    kept.push(...report.kept);
    unanswered += report.unanswered;
  }
  if (broken.length === 0) broken = await wrongAfterStart(plan.folder, kept);
  return { broken, counts: { kills, acknowledged: kept.length, unanswered } };
}

async function killWhileStarting(plan: ServerPlan, random: Random): Promise<void> {
  const server = startServer(plan);
  await pause(between(random, 0, 1000));
  server.kill("SIGKILL");
  await server.ended;
}

async function loadUntilKilled(parts: {
  readonly server: ServerProcess;
  readonly url: string;
  readonly source: Iterator<Telling, never>;
  readonly random: Random;
}) {
  const { server, url, source, random } = parts;
  const load = startLoad(url, source, CONNECTIONS);
  await load.kept(Math.round(between(random, 1, 400)));
  // In the middle of a turn of the event loop, of a commit, of an answer.
  await pause(between(random, 0, 30));
  if (chance(random, 0.2)) {
    server.kill("SIGTERM");
    await pause(between(random, 0, 30));
  }
  server.kill("SIGKILL");
  const [report] = await Promise.all([load.stop(), server.ended]);
  return report;
}

async function findingsOf(url: string, folder: string, kept: readonly Kept[]): Promise<string[]> {
  const answer = await fetch(`${url}/api/board`);
  const board: Board = await answer.json();
  const { entries, broken } = examineJournal(journalPath(folder), kept);
  return [...broken, ...differsFromFold(board, entries)];
}
