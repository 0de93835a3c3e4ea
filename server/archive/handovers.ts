import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { type Erasure, eraseIn } from "#lib/board/erasure.ts";
import type { Whence } from "./call-archive.ts";
import { createProgress } from "./progress.ts";

/** What one board let go of between two positions of the journal. */
export interface Handover extends Whence {
  readonly calls: readonly ArchivedCall[];
  readonly readings: readonly NumberReading[];
}

export interface HandoverBatch extends Handover {
  /** False: more calls up to the same position follow, and the readings with the last of them. */
  readonly isWhole: boolean;
}

/** What was handed over and is not yet written, oldest first. */
export interface Handovers {
  add(handover: Handover): void;
  /** The oldest of one board that follow each other without a gap, about `limit` calls; null: there is nothing. */
  next(limit: number): HandoverBatch | null;
  /** What is in the batch need not be written any more. */
  done(batch: HandoverBatch): void;
  /** Resolves when all that was added before is done; rejects when `refuse` comes first. */
  caughtUp(): Promise<void>;
  /** Those who wait are told why they wait in vain. */
  refuse(cause: Error): void;
  /** Drops all, and tells those who wait why. */
  giveUp(cause: Error): void;
  /** Takes the caller out of what waits. */
  erase(erasure: Erasure): void;
  /** @param generation of boards whose handovers are dropped; none: of all */
  drop(generation?: number): void;
  /** Calls. */
  size(): number;
  /** Whether something is to be written, and not only a position to be moved. */
  any(): boolean;
}

export function createHandovers(): Handovers {
  const progress = createProgress();
  let waiting: Handover[] = [];
  let calls = 0;
  let withContent = 0;

  function put(next: readonly Handover[]): void {
    waiting = [...next];
    calls = waiting.reduce((sum, one) => sum + one.calls.length, 0);
    withContent = waiting.filter(hasContent).length;
    progress.leave(withContent);
  }

  return {
    add(handover) {
      const last = waiting.at(-1);
      // Most entries let go of nothing: these only move the position.
      if (last !== undefined && follows(last, handover) && !hasContent(handover) && !hasContent(last)) {
        waiting[waiting.length - 1] = { ...last, upTo: handover.upTo };
        return;
      }
      waiting.push(handover);
      if (!hasContent(handover)) return;
      calls += handover.calls.length;
      withContent += 1;
      progress.add(1);
    },
    next(limit) {
      const [first, ...rest] = waiting;
      if (first === undefined) return null;
      if (first.calls.length > limit) {
        return { ...first, calls: first.calls.slice(0, limit), readings: [], isWhole: false };
      }
      let batch: Handover = first;
      for (const next of rest) {
        if (!follows(batch, next) || batch.calls.length + next.calls.length > limit) break;
        batch = joined(batch, next);
      }
      return { ...batch, isWhole: true };
    },
    done(batch) {
      const gone = new Set(batch.calls);
      const isDone = (one: Handover) =>
        one.generation === batch.generation && one.after >= batch.after && one.upTo <= batch.upTo;
      if (batch.isWhole) put(waiting.filter((one) => !isDone(one)));
      else
        put(waiting.map((one) => (isDone(one) ? { ...one, calls: one.calls.filter((call) => !gone.has(call)) } : one)));
    },
    caughtUp: progress.reached,
    refuse: progress.refuse,
    giveUp(cause) {
      progress.refuse(cause);
      put([]);
    },
    erase(erasure) {
      put(
        waiting.map((one) => ({
          ...one,
          calls: eraseIn(one.calls, erasure),
          readings: eraseIn(one.readings, erasure),
        })),
      );
    },
    drop: (generation) => put(generation === undefined ? [] : waiting.filter((one) => one.generation !== generation)),
    size: () => calls,
    any: () => withContent > 0,
  };
}

function hasContent({ calls, readings }: Handover): boolean {
  return calls.length > 0 || readings.length > 0;
}

function follows(before: Handover, next: Handover): boolean {
  return before.generation === next.generation && before.upTo === next.after;
}

/** Of a number only the last reading counts. */
function joined(before: Handover, next: Handover): Handover {
  const readings = new Map([...before.readings, ...next.readings].map((reading) => [reading.number, reading]));
  return { ...before, upTo: next.upTo, calls: [...before.calls, ...next.calls], readings: [...readings.values()] };
}
