import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "#lib/simulator/random.ts";
import { bytesIn, type Moment } from "../trace/read-trace.ts";
import { cutImage, type Image, isSharedMemory, wholeImage } from "./cut.ts";
import type { Disk } from "./disk.ts";
import { examineJournalFile, writeImage } from "./examine-image.ts";
import { placesIn } from "./places.ts";
import { hear, type Promises, promisesSoFar } from "./promises.ts";
import { watchDisk } from "./watch-disk.ts";

/** What one process did to a disk. */
export interface Course {
  readonly moments: readonly Moment[];
  /** The folder that stood for the disk. */
  readonly root: string;
  /** As the process found it; it is brought to where the process left it. */
  readonly disk: Disk;
  /** The same of what was promised. */
  readonly promises: Promises;
}

export interface Cut {
  readonly image: Image;
  readonly promises: Promises;
}

/** What a power cut leaves at so many moments of the course. */
export function cutsIn(course: Course, count: number, random: Random): readonly Cut[] {
  const { moments, root, disk, promises } = course;
  const places = placesIn(moments, count, random);
  const see = watchDisk(disk, root);
  const cuts: Cut[] = [];
  for (const [index, moment] of moments.entries()) {
    for (let left = places.get(index) ?? 0; left > 0; left -= 1) {
      cuts.push({ image: cutImage(disk, random), promises: promisesSoFar(promises) });
    }
    see(moment);
    if (isPromise(moment)) hear(promises, Buffer.concat(bytesIn(moment.call)).toString());
  }
  requireSame(disk, root);
  return cuts;
}

/** What is written to standard output. */
function isPromise({ is, call: { name, args } }: Moment): boolean {
  return is === "begun" && name === "write" && args.startsWith("1<");
}

/** A model that does not know what is in the real files proves nothing about them. */
function requireSame(disk: Disk, root: string): void {
  for (const [path, content] of wholeImage(disk)) {
    if (isSharedMemory(path) || readFileSync(join(root, path)).equals(content)) continue;
    throw new Error(`the disk of the model is not the one that it is a model of, in ${path}`);
  }
}

/** What is wrong with what the cuts left: of the first that there is anything wrong with. */
export async function findingsOf(cuts: readonly Cut[], folder: string, seed: number): Promise<readonly string[]> {
  for (const { image, promises } of cuts) {
    writeImage(image, folder);
    const broken = await examineJournalFile(join(folder, "ringside.db"), seed, promises);
    if (broken.length > 0) return broken;
  }
  return [];
}
