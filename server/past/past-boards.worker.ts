import { parentPort, workerData } from "node:worker_threads";
import type { WholeBoard } from "#lib/board/board.ts";
import { foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { reasonOf } from "#server/reason-of.ts";
import { foldTo } from "./fold-to.ts";
import { noKeptBoards, type OpenKeptBoards, openKeptBoards } from "./kept-boards.ts";
import type { PastReply, PastTask } from "./past-boards.ts";
import { openPastJournal } from "./past-journal.ts";

const { journal: place, keptPath, fingerprint, settings } = workerData as PastTask;
const journal = openPastJournal(place);
// The live board has said already what it could not fold.
const { next } = createGuardedFold(foldEntry, createLogger("silent"));

/** Rewriting ends in seconds, or takes a night's minutes. */
const MOST_TRIES = 3;

let kept: { readonly generation: number; readonly boards: OpenKeptBoards } | null = null;

function keptOf(generation: number | null): OpenKeptBoards {
  if (generation === null) return noKeptBoards;
  if (kept?.generation !== generation) {
    kept?.boards.close();
    kept = { generation, boards: openKeptBoards(keptPath, { fingerprint, generation }, settings) };
  }
  return kept.boards;
}

async function boardAt(instant: number): Promise<WholeBoard> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const generation = await journal.generation();
    const state = await foldTo(instant, { read: journal.read, next, settings, kept: keptOf(generation) });
    // What was rewritten on the way may be in it as it was before.
    if ((await journal.generation()) === generation) return viewBoard(state);
  }
  throw new Error("the journal is being rewritten");
}

async function replyTo(instant: number): Promise<PastReply> {
  try {
    return { instant, board: await boardAt(instant) };
  } catch (cause) {
    return { instant, failure: reasonOf(cause) };
  }
}

let last: Promise<void> = Promise.resolve();
parentPort?.on("message", (instant: number) => {
  last = last.then(async () => parentPort?.postMessage(await replyTo(instant)));
});
