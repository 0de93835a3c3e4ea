import type { After } from "#server/timers.ts";

interface RepeatParts {
  readonly after: After;
  /** Is told of the first failure of several in a row. */
  readonly failed: (err: unknown) => void;
}

/** Does something again and again, ms after the time before has ended. The answer ends that, and waits for what is under way. */
export function repeat(ms: number, work: () => Promise<void>, { after, failed }: RepeatParts): () => Promise<void> {
  let cancel: (() => void) | null = null;
  let stopped = false;
  let failing = false;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    try {
      await work();
      failing = false;
    } catch (err) {
      if (!failing) failed(err);
      failing = true;
    }
    later();
  }
  function later(): void {
    if (stopped) return;
    cancel = after(ms, () => {
      running = run();
    });
  }

  later();
  return () => {
    stopped = true;
    cancel?.();
    return running;
  };
}
