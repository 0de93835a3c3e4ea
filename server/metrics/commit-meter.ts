import type { EntryStorage } from "#server/journal/entry-storage.ts";
import type { Distribution } from "./exposition.ts";
import { createHistogram } from "./histogram.ts";

/** How the journal's commits go, whatever it is kept in. */
export interface CommitMeter {
  /** @param seconds from its beginning until it was safe */
  committed(entries: number, seconds: number): void;
  failed(): void;
  report(): CommitReport;
}

export interface CommitReport {
  readonly seconds: Distribution;
  readonly entries: Distribution;
  readonly failures: number;
}

const SECONDS = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const ENTRIES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

export function createCommitMeter(): CommitMeter {
  const seconds = createHistogram(SECONDS);
  const entries = createHistogram(ENTRIES);
  let failures = 0;
  return {
    committed(count, took) {
      seconds.observe(took);
      entries.observe(count);
    },
    failed() {
      failures += 1;
    },
    report: () => ({ seconds: seconds.counts(), entries: entries.counts(), failures }),
  };
}

/** The same storage, with every commit measured. */
export function measured<Storage extends EntryStorage>(storage: Storage, meter: CommitMeter): Storage {
  return {
    ...storage,
    commit(entries) {
      const began = performance.now();
      try {
        storage.commit(entries);
      } catch (cause) {
        meter.failed();
        throw cause;
      }
      meter.committed(entries.length, (performance.now() - began) / 1_000);
    },
  };
}
