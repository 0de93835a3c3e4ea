import type { Board } from "#lib/board/board.ts";
import { between, chance, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import { journalPath } from "#server/config/data-folder.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { examineJournal } from "../ground/examine-journal.ts";
import { differsFromFold } from "../ground/fold-journal.ts";
import { type Load, type LoadReport, startLoad } from "../ground/load.ts";
import { type ServerProcess, startServer } from "../ground/server-process.ts";
import { wrongAfterStart } from "../ground/start-again.ts";
import { tellings } from "../ground/tellings.ts";
import { fullTrouble, injectedTroubles, type Trouble, withSmallDisk } from "./trouble.ts";

const TROUBLES = 3;
const CONNECTIONS = 16;

export const diskFault: Fault = {
  name: "disk",
  goals: ["R-1", "R-2"],
  says: `the disk fails, is full or slow ${TROUBLES} times: 503 with Retry-After while nothing can be kept, then it goes on by itself, and nothing acknowledged is lost`,
  rounds: 20,
  once: (seed) => withDataFolder((folder) => troubleDisk(seed, folder)),
  control: null,
};

async function troubleDisk(seed: number, folder: string): Promise<Outcome> {
  const random = seededRandom(seed);
  const troubles = Array.from({ length: TROUBLES }, () => pick(random, injectedTroubles) ?? fullTrouble);
  let outcome = await endureAll({ folder, troubles, seed, random });
  await withDataFolder(async (small) => {
    const isFilled = await withSmallDisk(small, async () => {
      const filled = await endureAll({ folder: small, troubles: [fullTrouble], seed, random });
      outcome = bothOf(outcome, filled);
    });
    outcome = bothOf(outcome, { broken: [], counts: { "full for real": isFilled ? 1 : 0 } });
  });
  return outcome;
}

interface Ordeal {
  readonly folder: string;
  readonly troubles: readonly Trouble[];
  readonly seed: number;
  readonly random: Random;
}

/** One server under load, and one trouble after the other. */
export async function endureAll({ folder, troubles, seed, random }: Ordeal): Promise<Outcome> {
  const server = startServer({ folder });
  const url = await server.serving;
  const load = startLoad(url, tellings(seed), CONNECTIONS);
  const broken: string[] = [];
  for (const trouble of troubles) {
    await load.kept(load.soFar().kept + Math.round(between(random, 20, 200)));
    const wrong = await endure(trouble, { server, folder, url, load });
    broken.push(...wrong.map((what) => `While ${trouble.says}: ${what}`));
  }
  const report = await load.stop();
  const board: Board = await (await fetch(`${url}/api/board`)).json();
  const { entries } = examineJournal(journalPath(folder), []);
  broken.push(...differsFromFold(board, entries), ...wronglyRefused(report));
  server.kill(chance(random, 0.5) ? "SIGTERM" : "SIGKILL");
  await server.ended;
  broken.push(...(await wrongAfterStart(folder, report.kept)));
  return { broken, counts: { acknowledged: report.kept.length, refused: report.refused.length } };
}

/** A few at least, so that the server is seen to go on. */
const SOME = 40;

async function endure(
  trouble: Trouble,
  at: { readonly server: ServerProcess; readonly folder: string; readonly url: string; readonly load: Load },
): Promise<string[]> {
  const { server, folder, url, load } = at;
  const broken: string[] = [];
  const end = await trouble.begin({ pid: server.pid, folder });
  const before = load.soFar();
  if (trouble.keeps === "nothing") {
    await load.refused(before.refused + SOME);
    const { kept, refused } = load.soFar();
    if (await isReady(url)) broken.push("it said that it is ready.");
    await load.refused(refused + SOME);
    if (load.soFar().kept > kept) broken.push("it said of something that it is kept.");
  } else await load.kept(before.kept + SOME);
  if (trouble.keeps === "all" && load.soFar().refused > before.refused) broken.push("it refused something.");
  await end();
  await load.kept(load.soFar().kept + SOME);
  if (!(await isReady(url))) broken.push("it was not ready again afterwards.");
  return broken;
}

async function isReady(url: string): Promise<boolean> {
  return (await fetch(`${url}/api/health?check=ready`)).ok;
}

function wronglyRefused({ refused, unanswered }: LoadReport): string[] {
  const odd = refused.find(({ status, retryAfter }) => status !== 503 || !(Number(retryAfter) > 0));
  return [
    ...(odd === undefined ? [] : [`It answered ${odd.status}, Retry-After ${odd.retryAfter}.`]),
    ...(unanswered === 0 ? [] : [`It left ${unanswered} unanswered.`]),
  ];
}

function bothOf(one: Outcome, other: Outcome): Outcome {
  const counts: Record<string, number> = { ...one.counts };
  for (const [name, count] of Object.entries(other.counts)) counts[name] = (counts[name] ?? 0) + count;
  return { broken: [...one.broken, ...other.broken], counts };
}
