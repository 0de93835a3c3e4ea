import { between, type Random } from "#lib/simulator/random.ts";
import type { WriterOrder } from "#server/archive/archive-messages.ts";
import { createArchiveOutbox } from "#server/archive/archive-outbox.ts";
import type { CallArchive } from "#server/archive/call-archive.ts";
import type { Thread } from "#server/archive/thread.ts";
import { createWriterThread } from "#server/archive/writer-thread.ts";
import { type ArchiveContent, createArchiveContent } from "./archive-content.ts";
import type { Rules } from "./home.ts";
import type { Life } from "./life.ts";

/** The history's file on the disk of one machine, and the thread of the process that writes it. */
export interface ArchiveFile extends Pick<ArchiveContent, "fail" | "failAtNext" | "losePower" | "remove"> {
  /** The thread that writes ends in the middle of its work. */
  breakThread(): void;
  /** The history of one process, over this file. */
  open(life: Life, rules: Rules): CallArchive;
}

export function createArchiveFile(random: Random): ArchiveFile {
  const content = createArchiveContent(random);
  let breakThread = (): void => undefined;

  function startThread(life: Life): Thread<WriterOrder> {
    const started = createSimulatedThread(life, { random, content });
    breakThread = started.break;
    return started.thread;
  }

  return {
    fail: content.fail,
    failAtNext: content.failAtNext,
    losePower: content.losePower,
    remove: content.remove,
    breakThread: () => breakThread(),
    open(life, { log, ...file }) {
      const outbox = createArchiveOutbox({
        thread: (madeAnew) => createWriterThread({ path: "calls.db", ...file }, madeAnew, () => startThread(life)),
        log,
        after: life.timers.after,
      });
      const { take, flush, rev, clear, erase, forget, report, close } = outbox;
      const asked = async (): Promise<CallArchive> => {
        await outbox.written();
        return content.read();
      };
      return {
        ...{ take, flush, rev, clear, erase, forget, report, close },
        generation: async () => 0,
        calls: async (filter, limit) => (await asked()).calls(filter, limit),
        byId: async (id) => (await asked()).byId(id),
        tallies: async (filter, limit, before) => (await asked()).tallies(filter, limit, before),
        eachTally: async (span, page) => (await asked()).eachTally(span, page),
        sumUp: async (span, task) => (await asked()).sumUp(span, task),
      };
    },
  };
}

/** ms that an order takes at most. */
const WORK_MS = 4;

/** A worker without a thread: its orders are done one after the other, each in its time, while its process lives. */
function createSimulatedThread(life: Life, { random, content }: { random: Random; content: ArchiveContent }) {
  const waiting = new Set<PromiseWithResolvers<unknown>>();
  let line: Promise<unknown> = Promise.resolve();
  let alive = true;

  async function work(order: WriterOrder): Promise<unknown> {
    await new Promise<void>((resolve) => life.timers.after(between(random, 0, WORK_MS), resolve));
    if (!alive) throw new Error("the thread has ended");
    return content.obey(order);
  }

  const thread: Thread<WriterOrder> = {
    ask(order) {
      if (!alive) return Promise.reject(new Error("the thread has ended"));
      const answer = Promise.withResolvers<unknown>();
      waiting.add(answer);
      line = line
        .then(() => work(order))
        .then(answer.resolve, answer.reject)
        .finally(() => waiting.delete(answer));
      return answer.promise;
    },
    alive: () => alive,
    async end() {
      alive = false;
    },
  };
  return {
    thread,
    break() {
      alive = false;
      for (const { reject } of waiting) reject(new Error("the thread has ended (1)"));
      waiting.clear();
    },
  };
}
