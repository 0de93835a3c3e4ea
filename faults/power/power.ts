import { join } from "node:path";
import { seededRandom } from "#lib/simulator/random.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import { cutsIn, findingsOf } from "./course.ts";
import type { Image } from "./cut.ts";
import { diskOf } from "./disk.ts";
import { writeImage } from "./examine-image.ts";
import { liveOnce } from "./life.ts";
import { noPromises, type Promises } from "./promises.ts";
import type { WriterOrders } from "./writer-orders.ts";

/** Of one life; a round has two. */
const CUTS = 50;
const DEEDS = 150;

export const powerFault: Fault = {
  name: "power",
  goals: ["R-1"],
  says: `the power is cut ${2 * CUTS} times: of what was not synced any part survives, in any order, torn; nothing acknowledged is lost`,
  rounds: 4,
  once: (seed) => withScratchFolder((folder) => cutAgainAndAgain(seed, folder, "FULL")),
  control: {
    says: "synchronous=NORMAL",
    finds: /acknowledged entries \d+ are lost/,
    once: (seed) => withScratchFolder((folder) => cutAgainAndAgain(seed, folder, "NORMAL")),
  },
};

/** A life from nothing, and one on what a power cut left of the first: it recovers, and is cut off as well. */
async function cutAgainAndAgain(
  seed: number,
  folder: string,
  synchronous: WriterOrders["synchronous"],
): Promise<Outcome> {
  const random = seededRandom(seed);
  const live = join(folder, "live");
  let broken: readonly string[] = [];
  let [image, promises]: [Image, Promises] = [new Map(), noPromises()];
  let acknowledged = 0;
  for (const life of [0, 1]) {
    writeImage(image, live);
    const journal = join(live, "ringside.db");
    const how = { deeds: DEEDS, synchronous, end: "closes", isRead: false, trusts: false } as const;
    const orders = { journal, seed: seed + life, textSeed: seed, first: 1 + life * 1_000_000, ...how };
    const moments = await liveOnce({ trace: join(folder, "trace"), injections: [], orders });
    const cuts = cutsIn({ moments, root: live, disk: diskOf(image), promises }, CUTS, random);
    broken = await findingsOf(cuts, join(folder, "image"), seed);
    if (broken.length > 0) break;
    acknowledged += promises.kept.size;
    const next = cuts[Math.floor(random() * cuts.length)];
    if (next !== undefined) ({ image, promises } = next);
  }
  return { broken, counts: { cuts: 2 * CUTS, acknowledged } };
}
