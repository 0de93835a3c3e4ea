import type { After } from "#server/timers.ts";
import type { EditionWriter } from "./edition-writer.ts";

/** Reads calls of the past again whose numbers have changed: in small steps, whichever server comes first with each. */
export interface Rereader {
  /** Goes on until there are none. Resolves then, or where it cannot. */
  run(): Promise<void>;
  /** Calls that wait to be read again, at the most, as of the last step. */
  left(): number;
  close(): void;
}

/** Some 100 ms of the database, for which whoever writes may have to wait. */
const AT_ONCE = 200;
const TRY_AGAIN_MS = 1_000;

export function createRereader(writer: Pick<EditionWriter, "rereading" | "rereadSome">, after: After): Rereader {
  let left = 0;
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;

  async function readAll(): Promise<void> {
    do {
      again = false;
      left = await writer.rereading();
      while (left > 0 && !closed) {
        const done = await writer.rereadSome(AT_ONCE);
        left = done === 0 ? 0 : Math.max(1, left - done);
      }
    } while (again && !closed);
  }

  async function readStubbornly(): Promise<void> {
    while (!closed) {
      try {
        await readAll();
        return;
      } catch {
        // Whoever writes has said so already.
        await new Promise<void>((resolve) => after(TRY_AGAIN_MS, resolve));
      }
    }
  }

  return {
    run() {
      again = true;
      // How many is known only when they have been counted.
      left = Math.max(1, left);
      running ??= readStubbornly().finally(() => {
        running = null;
      });
      return running;
    },
    left: () => left,
    close() {
      closed = true;
    },
  };
}
