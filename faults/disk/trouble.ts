import { execFileSync } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Injection, inject } from "../trace/strace.ts";

/** How a disk can be of no use, for a while. */
export interface Trouble {
  readonly says: string;
  /** What becomes of what is said to the server meanwhile: nothing, some, or all of it is kept. */
  readonly keeps: "nothing" | "some" | "all";
  /** Resolves when it is so, to what mends it again. */
  begin(server: { readonly pid: number; readonly folder: string }): Promise<() => Promise<void>>;
}

function injected(says: string, keeps: Trouble["keeps"], ...injections: readonly Injection[]): Trouble {
  return {
    says,
    keeps,
    async begin({ pid }) {
      const ends: (() => Promise<void>)[] = [];
      for (const injection of injections) ends.push(await inject(pid, injection));
      return async () => {
        for (const end of ends) await end();
      };
    },
  };
}

/** Errors that the system is made to answer with. */
export const injectedTroubles: readonly Trouble[] = [
  injected("no sync works", "nothing", "fsync:error=EIO"),
  injected("some syncs fail", "some", "fsync:error=EIO:when=3+17"),
  injected("nothing can be written", "nothing", "pwrite64:error=EIO"),
  injected("the disk is full", "nothing", "pwrite64:error=ENOSPC"),
  injected("some writes find the disk full", "some", "pwrite64:error=ENOSPC:when=20+90"),
  injected("a sync takes 60 ms", "all", "fsync:delay_exit=60000"),
];

/** A disk that is really full. The folder must be one that `withSmallDisk` made. */
export const fullTrouble: Trouble = {
  says: "the disk is full to the last byte",
  keeps: "nothing",
  async begin({ folder }) {
    const filler = join(folder, "filler");
    fill(filler);
    return async () => rmSync(filler);
  },
};

const BLOCK = 4096;

function fill(path: string): void {
  const file = openSync(path, "w");
  try {
    for (;;) writeSync(file, Buffer.alloc(BLOCK));
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "ENOSPC")) throw cause;
  } finally {
    closeSync(file);
  }
}

/** Makes a disk of a few megabytes of the folder, and undoes that again; false: this user may not, and nothing was done. */
export async function withSmallDisk(folder: string, work: () => Promise<void>): Promise<boolean> {
  if (!mounts(folder)) return false;
  try {
    await work();
    return true;
  } finally {
    execFileSync("umount", [folder]);
  }
}

function mounts(folder: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=12m", "ringside-faults", folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
