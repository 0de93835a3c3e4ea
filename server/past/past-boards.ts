import { Worker } from "node:worker_threads";
import type { WholeBoard } from "#lib/board/board.ts";
import type { BoardSettings } from "#lib/board/board-settings.ts";
import { foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { ArchiveUnavailable } from "#server/archive/call-archive.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { foldTo } from "./fold-to.ts";
import { noKeptBoards, removeKeptBoards } from "./kept-boards.ts";
import type { JournalPlace } from "./past-journal.ts";

/** The board as it was. Folding days takes seconds, which the live board must not wait for. */
export interface PastBoards {
  /**
   * Rejects with `ArchiveUnavailable` where it cannot be worked out, or too many others are.
   * @param instant epoch ms, not after now
   */
  at(instant: number): Promise<WholeBoard>;
  /**
   * Resolves when nothing is kept of boards that were worked out before, in memory or on disk. What is being worked out is
   * refused.
   */
  forget(): Promise<void>;
  close(): Promise<void>;
}

/** What the thread is started with. */
export interface PastTask {
  readonly journal: JournalPlace;
  readonly keptPath: string;
  readonly fingerprint: string;
  readonly settings: BoardSettings;
}

export type PastReply =
  | { readonly instant: number; readonly board: WholeBoard }
  | { readonly instant: number; readonly failure: string };

interface Waiter {
  readonly resolve: (board: WholeBoard) => void;
  readonly reject: (reason: Error) => void;
}

/** A board may take seconds, and nobody waits for a minute of them. */
const MOST_WAITING = 20;

/** Works in a thread of its own, begun with the first question, over the journal wherever it lies. */
export function createPastBoards(task: PastTask): PastBoards {
  const waiting = new Map<number, Waiter[]>();
  let worker: Worker | null = null;

  function endAll(reason: Error): void {
    for (const waiter of [...waiting.values()].flat()) waiter.reject(reason);
    waiting.clear();
    worker = null;
  }

  function begin(): Worker {
    const begun = new Worker(new URL("./past-boards.worker.ts", import.meta.url), { workerData: task });
    begun.unref();
    begun.on("message", (reply: PastReply) => {
      const waiters = waiting.get(reply.instant) ?? [];
      waiting.delete(reply.instant);
      for (const waiter of waiters) {
        if ("board" in reply) waiter.resolve(reply.board);
        else waiter.reject(new ArchiveUnavailable("That board cannot be worked out.", { cause: reply.failure }));
      }
    });
    begun.on("error", (cause) => endAll(new ArchiveUnavailable("That board cannot be worked out.", { cause })));
    begun.on("exit", () => endAll(new ArchiveUnavailable("That board was not finished.")));
    return begun;
  }

  return {
    at(instant) {
      return new Promise((resolve, reject) => {
        const already = waiting.get(instant);
        if (already === undefined && waiting.size >= MOST_WAITING) {
          reject(new ArchiveUnavailable("Too many boards of the past are asked for; ask again in a moment."));
          return;
        }
        waiting.set(instant, [...(already ?? []), { resolve, reject }]);
        if (already !== undefined) return;
        worker ??= begin();
        worker.postMessage(instant);
      });
    },
    async forget() {
      await worker?.terminate();
      removeKeptBoards(task.keptPath);
    },
    async close() {
      await worker?.terminate();
    },
  };
}

/** Over a journal that is in memory. */
export function createPastBoardsOf(journal: Pick<Journal, "read">, settings: BoardSettings, log: Logger): PastBoards {
  const { next } = createGuardedFold(foldEntry, log);
  const parts = { read: journal.read, next, settings, kept: noKeptBoards };
  return {
    at: async (instant) => viewBoard(await foldTo(instant, parts)),
    forget: async () => undefined,
    close: async () => undefined,
  };
}
