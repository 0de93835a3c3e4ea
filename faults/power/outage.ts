import { join } from "node:path";
import { seededRandom } from "#lib/simulator/random.ts";
import { answerAt } from "../answers/answer.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withScratchFolder } from "../ground/data-folder.ts";
import type { Kept } from "../ground/load.ts";
import { wrongAfterStart } from "../ground/start-again.ts";
import { type TracedRun, traceServer } from "../trace/traced-server.ts";
import { cutImage, type Image } from "./cut.ts";
import { emptyDisk } from "./disk.ts";
import { writeImage } from "./examine-image.ts";
import { placesIn } from "./places.ts";
import { watchDisk } from "./watch-disk.ts";

const CUTS = 10;
const DELIVERIES = 150;

export const outageFault: Fault = {
  name: "outage",
  goals: ["R-1"],
  says: `the power of a whole server is cut ${CUTS} times, from its first start on: it starts again, with all it acknowledged, and the board is the journal's`,
  rounds: 20,
  once: (seed) => withScratchFolder((folder) => cutServer(seed, folder)),
  control: null,
};

async function cutServer(seed: number, folder: string): Promise<Outcome> {
  const root = join(folder, "root");
  writeImage(new Map(), root);
  const run = await traceServer({ seed, folder, data: join(root, "data"), count: DELIVERIES });
  const cuts = cutsOf(run, root, seed);
  let acknowledged = 0;
  for (const { image, kept } of cuts) {
    writeImage(image, join(folder, "image"));
    const broken = await wrongAfterStart(join(folder, "image", "data"), kept);
    if (broken.length > 0) return { broken, counts: { cuts: CUTS } };
    acknowledged += kept.length;
  }
  return { broken: [], counts: { cuts: CUTS, acknowledged } };
}

interface ServerCut {
  readonly image: Image;
  /** What was answered before the cut. */
  readonly kept: readonly Kept[];
}

function cutsOf({ moments, report }: TracedRun, root: string, seed: number): ServerCut[] {
  const random = seededRandom(seed);
  const bySeq = new Map(report.kept.map((kept) => [kept.seq, kept]));
  const places = placesIn(moments, CUTS, random);
  const disk = emptyDisk();
  const see = watchDisk(disk, root);
  const answered: Kept[] = [];
  return moments.flatMap((moment, index) => {
    const cuts = Array.from({ length: places.get(index) ?? 0 }, () => {
      return { image: cutImage(disk, random), kept: [...answered] };
    });
    const seq = answerAt(moment)?.seq ?? null;
    const kept = seq === null ? undefined : bySeq.get(seq);
    if (kept !== undefined) answered.push(kept);
    see(moment);
    return cuts;
  });
}
