import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";

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
  let calls: ArchivedCall[] = [];
  const readings = new Map<string, NumberReading>();
  /** Things added and things written, so that whoever waits can wait for those before. */
  let added = 0;
  let done = 0;
  let waiters: { readonly upTo: number; readonly gate: PromiseWithResolvers<void> }[] = [];

  function settle(): void {
    done = added - calls.length - readings.size;
    const ready = waiters.filter(({ upTo }) => upTo <= done);
    waiters = waiters.filter(({ upTo }) => upTo > done);
    for (const { gate } of ready) gate.resolve();
  }

  return {
    add(more, changed) {
      const before = readings.size;
      for (const call of more) calls.push(call);
      for (const reading of changed) readings.set(reading.number, reading);
      added += more.length + readings.size - before;
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
    async caughtUp() {
      if (done >= added) return;
      const gate = Promise.withResolvers<void>();
      waiters.push({ upTo: added, gate });
      await gate.promise;
    },
    refuse(cause) {
      const refused = waiters;
      waiters = [];
      for (const { gate } of refused) gate.reject(cause);
    },
    drop() {
      calls = [];
      readings.clear();
      settle();
    },
    size: () => calls.length,
  };
}
