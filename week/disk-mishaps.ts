import { pick } from "#lib/simulator/random.ts";
import { commitPoints, type Disk, type DiskCondition } from "./disk.ts";
import type { Machine } from "./machine.ts";
import { someCrash } from "./machine-mishaps.ts";
import type { Mishap, Stage } from "./mishap.ts";

/** From the next calls on: most calls are let go of with the first entry after hours, so also in a night before. */
export function failHistory({ trace, wounds, awhile }: Stage, { archive }: Disk): void {
  archive.failAtNext(() => {
    trace.note("the history cannot be written");
    wounds.until(awhile(), () => archive.fail(false));
  });
  wounds.until(Number.POSITIVE_INFINITY, () => archive.failAtNext(null));
}

/** What befalls the disk under one server's journal. */
export function diskMishaps(stage: Stage, disk: Disk, machine: Machine): readonly Mishap[] {
  const { random, trace, wounds, awhile } = stage;

  function become(condition: DiskCondition): void {
    trace.note(`the disk is ${condition}`);
    disk.become(condition);
    wounds.until(awhile(), () => {
      trace.note("the disk is well");
      disk.become("well");
    });
  }

  function crashInCommit(): void {
    const crash = someCrash(random);
    const point = pick(random, commitPoints) ?? "before";
    trace.note(`the next commit ends in a ${crash}, ${point}`);
    disk.crashAtCommit(point, () => machine.crash(crash, awhile()));
  }

  return [
    () => become("failing"),
    () => become("failing"),
    () => become("full"),
    () => become("slow"),
    crashInCommit,
    crashInCommit,
    crashInCommit,
    () => {
      trace.note("the history cannot be written");
      disk.archive.fail(true);
      wounds.until(awhile(), () => disk.archive.fail(false));
    },
    () => failHistory(stage, disk),
    () => disk.archive.breakThread(),
    () => {
      trace.note("the history's file is lost");
      machine.crash(someCrash(random), awhile());
      disk.archive.remove();
    },
    () => {
      trace.note("the checkpoint is spoilt");
      machine.crash(someCrash(random), awhile());
      disk.spoilCheckpoint();
    },
  ];
}
