import type { Logger } from "./log.ts";

/** What must be done when the app stops, in the reverse of the order in which it was started. */
export interface Endings {
  add(name: string, end: () => Promise<void>): void;
  /** Runs each once, though one before it failed. */
  run(): Promise<void>;
}

export function createEndings(log: Logger): Endings {
  const steps: { readonly name: string; readonly end: () => Promise<void> }[] = [];
  return {
    add(name, end) {
      steps.push({ name, end });
    },
    async run() {
      for (let step = steps.pop(); step; step = steps.pop()) {
        try {
          await step.end();
        } catch (err) {
          log.error({ err }, `${step.name} could not be closed in order`);
        }
      }
    },
  };
}
