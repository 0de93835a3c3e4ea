import { parentPort, workerData } from "node:worker_threads";
import { foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { reasonOf } from "#server/reason-of.ts";
import { foldTo } from "./fold-to.ts";
import { openKeptBoards } from "./kept-boards.ts";
import type { PastReply, PastTask } from "./past-boards.ts";

const { journalPath, keptPath, fingerprint, settings } = workerData as PastTask;
const reader = openSqliteReader(journalPath);
const kept = openKeptBoards(keptPath, fingerprint, settings);
// The live board has said already what it could not fold.
const { next } = createGuardedFold(foldEntry, createLogger("silent"));

async function replyTo(instant: number): Promise<PastReply> {
  try {
    const state = await foldTo(instant, { read: async (...page) => reader.read(...page), next, settings, kept });
    return { instant, board: viewBoard(state) };
  } catch (cause) {
    return { instant, failure: reasonOf(cause) };
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (instant: number) => {
  last = last.then(async () => parentPort?.postMessage(await replyTo(instant)));
});
