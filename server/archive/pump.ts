import type { After } from "#server/timers.ts";

/** Takes step after step while there is something to do; where one fails, it tries again after a while. */
export interface Pump {
  go(): void;
  /** No step is begun any more. */
  close(): void;
}

interface PumpParts {
  readonly isNeeded: () => boolean;
  readonly step: () => Promise<void>;
  readonly onFailure: (cause: unknown) => void;
  readonly after: After;
}

const TRY_AGAIN_MS = 1_000;

export function createPump({ isNeeded, step, onFailure, after }: PumpParts): Pump {
  let busy = false;
  let cancelRetry: (() => void) | null = null;
  let closed = false;

  async function run(): Promise<void> {
    if (busy) return;
    busy = true;
    try {
      while (isNeeded() && !closed) await step();
    } catch (cause) {
      onFailure(cause);
      cancelRetry?.();
      if (!closed) cancelRetry = after(TRY_AGAIN_MS, () => void run());
    } finally {
      busy = false;
    }
  }

  return {
    go: () => void run(),
    close() {
      closed = true;
      cancelRetry?.();
    },
  };
}
