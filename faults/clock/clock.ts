import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Board } from "#lib/board/board.ts";
import { between, chance, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import { journalPath } from "#server/config/data-folder.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { examineJournal } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Kept, startLoad } from "../ground/load.ts";
import { startServer } from "../ground/server-process.ts";
import { tellings } from "../ground/tellings.ts";

/** Of one round: so often the server is started, and under each start the clock is moved so often. */
const STARTS = 3;
const MOVES = 3;
const CONNECTIONS = 8;

export const clockFault: Fault = {
  name: "clock",
  goals: ["R-1", "R-3"],
  says: `the machine's clock is moved ${STARTS * MOVES} times by seconds to months, over midnights and the change of the hour, with ${STARTS - 1} restarts: the journal's time goes on, and the board is the journal's`,
  rounds: 30,
  once: (seed) => withDataFolder((folder) => moveClock(seed, folder)),
  control: null,
};

const program = join(import.meta.dirname, "../servers/clocked-main.child.ts");

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const steps = [2 * SECOND, 50 * SECOND, HOUR, 5 * HOUR, DAY, 40 * DAY];

/** Shortly before the summer time of Europe ends, before it begins, and before a midnight there. */
const beginnings = ["2026-10-25T00:59:58Z", "2027-03-28T00:59:58Z", "2026-12-31T22:59:58Z"];

async function moveClock(seed: number, folder: string): Promise<Outcome> {
  const random = seededRandom(seed);
  const source = tellings(seed);
  const file = join(folder, "clock");
  let offset = Date.parse(pick(random, beginnings) ?? "") - Date.now();
  const kept: Kept[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    writeFileSync(file, `${offset}`);
    const server = startServer({ folder, program, environment: { FAULTS_CLOCK: file } });
    const url = await server.serving;
    const load = startLoad(url, source, CONNECTIONS);
    for (let move = 0; move < MOVES; move += 1) {
      await load.kept(load.soFar().kept + Math.round(between(random, 5, 80)));
      offset += stepFrom(random);
      writeFileSync(file, `${offset}`);
    }
    await load.kept(load.soFar().kept + 20);
    const report = await load.stop();
    kept.push(...report.kept);
    const broken = [...(await wrongWithBoard(url, folder, kept)), ...(await wrongWithTime(url))];
    server.kill(chance(random, 0.5) ? "SIGTERM" : "SIGKILL");
    await server.ended;
    if (broken.length > 0) return { broken, counts: {} };
    // Between two starts a clock is set as well.
    if (chance(random, 0.5)) offset += stepFrom(random);
  }
  return { broken: [], counts: { moves: STARTS * MOVES, acknowledged: kept.length } };
}

function stepFrom(random: Random): number {
  return (pick(random, steps) ?? HOUR) * (chance(random, 0.5) ? 1 : -1);
}

async function wrongWithBoard(url: string, folder: string, kept: readonly Kept[]): Promise<string[]> {
  const board = await boardAt(url);
  const { entries, broken } = examineJournal(journalPath(folder), kept);
  return [...broken, ...differsFromFold(board, entries)];
}

async function boardAt(url: string): Promise<Board> {
  return (await fetch(`${url}/api/board`)).json();
}

const LOOKS = 100;

/** Where it stood still no ring would run out, and no wait would grow. */
async function wrongWithTime(url: string): Promise<string[]> {
  const { at } = await boardAt(url);
  for (let look = 0; look < LOOKS; look += 1) {
    if ((await boardAt(url)).at > at) return [];
    await pause(20);
  }
  return [`The board's time stands still at ${at}.`];
}
