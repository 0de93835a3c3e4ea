import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock, SteadyClock } from "#server/clock.ts";
import type { StoredEntry } from "#server/journal/entry-storage.ts";
import type { JournalStore } from "#server/journal/journal-store.ts";
import type { Logger } from "#server/log.ts";
import type { Life } from "./life.ts";

/** Where journal and history are, whatever becomes of the servers: a disk of one machine, or a database of several. */
export interface Home {
  /** Every entry that is there now, in its order. */
  readonly entries: readonly StoredEntry[];
  /** A process opens it. Rejects where it cannot be opened. @param local its machine's clock */
  open(life: Life, local: Clock): Promise<OpenJournal>;
  openArchive(life: Life, rules: Rules): CallArchive;
  /** The machine loses its power: what was not synced is gone, or a part of it. */
  losePower(): void;
}

/** By which a version of the server reads the journal. */
export interface Rules {
  readonly fingerprint: string;
  readonly settings: BoardSettings;
  readonly log: Logger;
}

export interface OpenJournal {
  readonly journal: Omit<JournalStore, "upkeep">;
  /** By which the journal is stamped; it never goes back. */
  readonly clock: SteadyClock;
  close(): Promise<void>;
}
