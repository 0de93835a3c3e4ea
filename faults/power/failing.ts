import { join } from "node:path";
import { between, chance, pick, type Random, seededRandom } from "#lib/simulator/random.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import type { Injection } from "../trace/strace.ts";
import { cutsIn, findingsOf } from "./course.ts";
import { emptyDisk } from "./disk.ts";
import { writeImage } from "./examine-image.ts";
import { liveOnce } from "./life.ts";
import { noPromises } from "./promises.ts";
import type { WriterOrders } from "./writer-orders.ts";

const LIVES = 3;
/** Of one life. */
const CUTS = 30;
const DEEDS = 60;

export const failingFault: Fault = {
  name: "failing",
  goals: ["R-1"],
  says: `writes and syncs fail, the process goes on or dies and another follows, and the power is cut ${LIVES * CUTS} times`,
  rounds: 6,
  once: (seed) => withScratchFolder((folder) => failAgainAndAgain(seed, folder, false)),
  control: {
    says: "a journal that trusts the log it finds",
    finds: /acknowledged entries \d+ are lost/,
    once: controlRounds,
  },
};

const MOST_CONTROL_ROUNDS = 20;

/** Not every disk that fails does harm. */
async function controlRounds(seed: number): Promise<Outcome> {
  for (let rounds = 1; ; rounds += 1) {
    const { broken } = await withScratchFolder((folder) => failAgainAndAgain(seed + rounds - 1, folder, true));
    if (broken.length > 0 || rounds === MOST_CONTROL_ROUNDS) return { broken, counts: { rounds } };
  }
}

/**
 * Processes follow each other on a disk that fails now and then. What a sync that failed gave up is in memory for the next
 * process to see, and gone with the power.
 */
async function failAgainAndAgain(seed: number, folder: string, trusts: boolean): Promise<Outcome> {
  const random = seededRandom(seed);
  const live = join(folder, "live");
  writeImage(new Map(), live);
  const [disk, promises] = [emptyDisk(), noPromises()];
  let broken: readonly string[] = [];
  for (let life = 0; life < LIVES && broken.length === 0; life += 1) {
    const isLast = life === LIVES - 1;
    const orders: WriterOrders = {
      ...{ journal: join(live, "ringside.db"), seed: seed + life, textSeed: seed, first: 1 + life * 1_000_000 },
      ...{ deeds: DEEDS, synchronous: "FULL", isRead: chance(random, 0.3), trusts },
      end: !isLast && chance(random, 0.6) ? "dies" : "closes",
    };
    const injections = isLast ? [] : [injectionFrom(random, life === 0 ? FIRST_WORK : 1)];
    const moments = await liveOnce({ trace: join(folder, "trace"), injections, orders });
    const cuts = cutsIn({ moments, root: live, disk, promises }, CUTS, random);
    broken = await findingsOf(cuts, join(folder, "image"), seed);
  }
  const { kept, refused } = promises;
  return { broken, counts: { cuts: LIVES * CUTS, acknowledged: kept.size, refused } };
}

/** Calls of each kind that making a journal takes: one that cannot be made is refused, and there is nothing to lose. */
const FIRST_WORK = 25;

const troubles = [
  { call: "fsync", error: "EIO", most: 80 },
  { call: "fsync", error: "EIO", most: 80 },
  { call: "pwrite64", error: "EIO", most: 400 },
  { call: "pwrite64", error: "ENOSPC", most: 400 },
  { call: "ftruncate", error: "EIO", most: 3 },
] as const;

/** Once, some times in a row, or from some time on for good. */
function injectionFrom(random: Random, first: number): Injection {
  const { call, error, most } = pick(random, troubles) ?? troubles[0];
  const from = Math.round(between(random, first, first + most));
  const until = pick(random, [`${from}`, `${from}..${from + Math.ceil(between(random, 0, 12))}`, `${from}+`]);
  return `${call}:error=${error}:when=${until ?? from}`;
}
