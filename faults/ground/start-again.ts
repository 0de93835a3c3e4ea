import type { Board } from "#lib/board/board.ts";
import { createApp } from "#server/app.ts";
import { readConfig } from "#server/config/config.ts";
import { journalPath } from "#server/config/data-folder.ts";
import { createLogger } from "#server/log.ts";
import { examineJournal } from "./examine-journal.ts";
import { differsFromFold } from "./fold-journal.ts";
import type { Kept } from "./load.ts";
import { usualEnvironment } from "./server-process.ts";

/**
 * Starts the real server, in this process, on what another one left. What is wrong with what it knows then, a sentence each.
 * @param kept what that one said it has kept
 */
export async function wrongAfterStart(dataFolder: string, kept: readonly Kept[]): Promise<readonly string[]> {
  const config = readConfig({ ...usualEnvironment, RINGSIDE_DATA: dataFolder });
  const app = createApp(config, { pages: false, log: createLogger("silent"), environment: {} });
  try {
    const { url } = await app.start();
    const board: Board = await (await fetch(`${url}/api/board`)).json();
    const { entries, broken } = examineJournal(journalPath(dataFolder), kept);
    return [...broken, ...differsFromFold(board, entries)];
  } catch (cause) {
    return [`It does not start again: ${String(cause)}`];
  } finally {
    await app.stop();
  }
}
