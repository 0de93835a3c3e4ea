import type { Logger } from "#server/log.ts";
import { reasonOf } from "#server/reason-of.ts";
import { ArchiveUnavailable } from "./call-archive.ts";

const words = {
  failing: "The history cannot be written at the moment.",
  lost: "The history has to be built again.",
} as const;

/** Whether the archive can be written: told once when that changes. */
export interface ArchiveTrouble {
  any(): boolean;
  /** Something that was handed over is gone for good, until the next start. */
  lost(): boolean;
  /** Throws `ArchiveUnavailable` while there is trouble. */
  refuseIfAny(): void;
  /** Returns what those who wait are told. */
  failed(cause: unknown): ArchiveUnavailable;
  lose(why: string): ArchiveUnavailable;
  /** Something was written. */
  worked(): void;
}

export function createArchiveTrouble(log: Logger): ArchiveTrouble {
  let trouble: keyof typeof words | null = null;

  return {
    any: () => trouble !== null,
    lost: () => trouble === "lost",
    refuseIfAny() {
      if (trouble !== null) throw new ArchiveUnavailable(words[trouble]);
    },
    failed(cause) {
      if (trouble === null) log.error({ reason: reasonOf(cause) }, "the history cannot be written");
      trouble ??= "failing";
      return new ArchiveUnavailable(words[trouble], { cause });
    },
    lose(why) {
      if (trouble !== "lost") log.error({ why }, "the history is not kept any more; the next start builds it again");
      trouble = "lost";
      return new ArchiveUnavailable(words.lost);
    },
    worked() {
      if (trouble !== "failing") return;
      log.info("the history is written again");
      trouble = null;
    },
  };
}
