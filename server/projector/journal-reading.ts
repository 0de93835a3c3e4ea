import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { emptyBoard } from "#lib/board/fold.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Clock } from "#server/clock.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import type { Folding } from "./folding.ts";

/** Reads what is in the journal already. */
export interface JournalReading {
  /** The board before the first entry. */
  beginning(): Promise<BoardState>;
  /** Has `folding` take the journal to its end. */
  readOn(folding: Folding): Promise<void>;
}

const PAGE = 1_000;
/** Entries after which a long reading waits for the archive, which is slower. */
const WAIT_FOR_ARCHIVE_AFTER = 10 * PAGE;

export function createJournalReading(parts: {
  readonly journal: Pick<Journal, "read">;
  readonly archive: Pick<CallArchive, "flush">;
  readonly clock: Clock;
  readonly settings: BoardSettings;
  readonly log: Logger;
}): JournalReading {
  const { journal, archive, clock, settings, log } = parts;

  /** Without it the board goes on all the same: the archive itself tells that it is behind. */
  async function waitForArchive(rev: number): Promise<void> {
    try {
      await archive.flush(rev);
    } catch (err) {
      log.warn({ err }, "the history does not keep up with the start");
    }
  }

  return {
    async beginning() {
      const [first] = await journal.read(0, 1);
      return emptyBoard(settings, Math.min(first?.at ?? Number.POSITIVE_INFINITY, clock.now()));
    },
    async readOn(folding) {
      const next = () => journal.read(folding.position(), PAGE);
      for (let page = await next(); page.length > 0; page = await next()) {
        folding.take(page);
        if (folding.position() % WAIT_FOR_ARCHIVE_AFTER === 0) await waitForArchive(folding.position());
      }
    },
  };
}
