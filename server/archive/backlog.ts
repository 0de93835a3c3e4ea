import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { createProgress } from "./progress.ts";

export interface Batch {
  readonly calls: readonly ArchivedCall[];
  readonly readings: readonly NumberReading[];
}

/** What was handed over and is not yet written. Of a number only the last reading counts. */
export interface Backlog {
  add(calls: readonly ArchivedCall[], readings: readonly NumberReading[]): void;
  /** The oldest calls, at most `limit`, and every reading; null: there is nothing. */
  next(limit: number): Batch | null;
  /** What is in the batch need not be written any more. */
  written(batch: Batch): void;
  /** Resolves when all that was added before is written; rejects when `refuse` comes first. */
  caughtUp(): Promise<void>;
  /** Those who wait are told why they wait in vain. */
  refuse(cause: Error): void;
  drop(): void;
  /** Calls. */
  size(): number;
}

export function createBacklog(): Backlog {
  const progress = createProgress();
  const readings = new Map<string, NumberReading>();
  let calls: ArchivedCall[] = [];

  const settle = () => progress.leave(calls.length + readings.size);

  return {
    add(more, changed) {
      const before = readings.size;
      for (const call of more) calls.push(call);
      for (const reading of changed) readings.set(reading.number, reading);
      progress.add(more.length + readings.size - before);
    },
    next(limit) {
      if (calls.length === 0 && readings.size === 0) return null;
      return { calls: calls.slice(0, limit), readings: [...readings.values()] };
    },
    written(batch) {
      const gone = new Set(batch.calls);
      calls = calls.filter((call) => !gone.has(call));
      for (const reading of batch.readings) {
        if (readings.get(reading.number) === reading) readings.delete(reading.number);
      }
      settle();
    },
    caughtUp: progress.reached,
    refuse: progress.refuse,
    drop() {
      calls = [];
      readings.clear();
      settle();
    },
    size: () => calls.length,
  };
}
