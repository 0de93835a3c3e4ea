import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { WriterOrder, WriterState } from "./archive-messages.ts";
import { startThread, type Thread } from "./thread.ts";

const source = new URL("./archive-writer.worker.ts", import.meta.url);

/** The thread that writes, started when it is first needed, and again when it has ended. */
export interface WriterThread {
  /** Rejects with the reason when it could not be done. */
  ask(order: WriterOrder): Promise<void>;
  /** Resolves when there is a file. */
  opened(): Promise<void>;
  /** As of its last answer. */
  state(): WriterState;
  close(): Promise<void>;
}

export interface WriterFile {
  readonly path: string;
  readonly fingerprint: string;
  readonly settings: BoardSettings;
}

/** @param madeAnew called when a thread had to be started again and found no file it could use */
export function createWriterThread(
  file: WriterFile,
  madeAnew: () => void,
  start: () => Thread<WriterOrder> = () => startThread(source),
): WriterThread {
  let state: WriterState = { rev: 0, rereading: 0, fresh: false };
  let opening: Promise<Thread<WriterOrder>> | null = null;
  let wasOpen = false;
  let closed = false;

  async function open(): Promise<Thread<WriterOrder>> {
    const thread = start();
    try {
      state = (await thread.ask({ do: "open", ...file })) as WriterState;
    } catch (cause) {
      await thread.end();
      opening = null;
      throw cause;
    }
    if (wasOpen && state.fresh) madeAnew();
    wasOpen = true;
    return thread;
  }

  async function current(): Promise<Thread<WriterOrder>> {
    if (closed) throw new Error("the archive is closed");
    opening ??= open();
    const thread = await opening;
    if (thread.alive()) return thread;
    opening = null;
    return current();
  }

  return {
    async ask(order) {
      const thread = await current();
      state = (await thread.ask(order)) as WriterState;
    },
    async opened() {
      await current();
    },
    state: () => state,
    async close() {
      if (closed) return;
      closed = true;
      const thread = await opening?.catch(() => null);
      await thread?.ask({ do: "close" }).catch(() => undefined);
      await thread?.end();
    },
  };
}
