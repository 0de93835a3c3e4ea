import type { Erasure } from "#lib/board/erasure.ts";
import type { After } from "#server/timers.ts";
import type { ArchiveTrouble } from "./archive-trouble.ts";
import { ArchiveUnavailable } from "./call-archive.ts";
import type { EditionWriter } from "./edition-writer.ts";
import type { Generations } from "./generations.ts";
import { createHandovers, type Handover, type HandoverBatch } from "./handovers.ts";
import { createPump } from "./pump.ts";
import { createTurns } from "./turns.ts";

/** Brings what is handed over to the edition: in order, one batch at a time, again and again where it fails. */
export interface EditionCourier {
  take(handover: Handover): void;
  /** Resolves when all that was taken before is there. Rejects with `ArchiveUnavailable`. */
  caughtUp(): Promise<void>;
  /** Also what only moves the position. Rejects where it cannot be done. To be called in a turn. */
  bringAll(): Promise<void>;
  /** One after the other: what is under way is ended before anything is taken away. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Takes the caller out of what waits. */
  erase(erasure: Erasure): void;
  /** What waits, and what was seen of the edition: it begins anew. */
  forget(): void;
  /** Position of the edition, as last seen. */
  rev(): number;
  /** The edition was seen to reach to it: one that does not any more is being built again. */
  least(): number;
  /** Calls that wait. */
  size(): number;
  close(): Promise<void>;
}

interface CourierParts {
  readonly writer: Pick<EditionWriter, "write">;
  readonly trouble: ArchiveTrouble;
  readonly generations: Generations;
  /** Numbers are read otherwise now. */
  readonly onReadings: () => void;
  readonly after: After;
}

/** Calls written in one transaction: some 5 ms of this thread. */
const BATCH = 200;
/** Calls that wait for a database that refuses them: some 100 MB. */
const MOST_WAITING = 50_000;

export function createEditionCourier(parts: CourierParts): EditionCourier {
  const { writer, trouble, generations, onReadings, after } = parts;
  const handovers = createHandovers();
  const turns = createTurns();
  const pump = createPump({ isNeeded: handovers.any, step: () => turns.pass(bringNext), onFailure: refuse, after });
  let rev = 0;
  let least = -1;

  function refuse(cause: unknown): void {
    handovers.refuse(trouble.failed(cause));
  }

  async function bringNext(): Promise<void> {
    const batch = handovers.next(BATCH);
    if (batch === null) return;
    const written = await writer.write({ ...batch, generation: generations.of(batch.generation) });
    switch (written.is) {
      case "there":
        confirm(batch, written.rev);
        return;
      case "too early":
        throw new Error("what comes before it is missing");
      case "outdated":
        refuseOutdated(batch);
    }
  }

  function confirm(batch: HandoverBatch, reached: number): void {
    rev = Math.max(0, reached);
    least = Math.max(least, Math.min(reached, batch.upTo));
    handovers.done(reached >= batch.upTo ? { ...batch, isWhole: true } : batch);
    if (batch.readings.length > 0) onReadings();
    trouble.worked();
  }

  /** The board is built again, and then hands over what is missing. */
  function refuseOutdated({ generation }: HandoverBatch): void {
    generations.refuse(generation);
    // Whoever waits for a newer board's handovers waits for nothing of this one.
    if (generations.areOutdated()) handovers.refuse(beingBuilt());
    handovers.drop(generation);
  }

  function refuseIfAmiss(): void {
    trouble.refuseIfAny();
    if (generations.areOutdated()) throw beingBuilt();
  }

  return {
    take(handover) {
      if (generations.isNewer(handover.generation)) handovers.giveUp(beingBuilt());
      if (!generations.admits(handover.generation)) return;
      handovers.add(handover);
      if (handovers.size() > MOST_WAITING) {
        refuse(new Error("too many calls wait to be written"));
        handovers.drop();
      }
      pump.go();
    },
    async caughtUp() {
      refuseIfAmiss();
      await handovers.caughtUp();
    },
    async bringAll() {
      while (handovers.next(BATCH) !== null) await bringNext();
      refuseIfAmiss();
    },
    inTurn: turns.pass,
    erase: handovers.erase,
    forget() {
      handovers.drop();
      rev = 0;
      least = -1;
    },
    rev: () => rev,
    least: () => least,
    size: handovers.size,
    async close() {
      pump.close();
      await turns.over();
    },
  };
}

/** After another server has erased a caller. */
function beingBuilt(): ArchiveUnavailable {
  return new ArchiveUnavailable("The board is being built again.");
}
