import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { type Journal, JournalUnavailable } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import { type Answer, jsonAnswer, notKept, problem } from "./answer.ts";

/** Since the start of this process. */
export interface IntakeCounts {
  readonly received: number;
  readonly refused: number;
  readonly unrecognised: number;
  readonly unsaved: number;
}

export interface Intake {
  /**
   * Stores, then forwards, then answers: 200 means safe on disk and on the board.
   * @param tell is told what came of it, before it is answered
   */
  take(delivery: Delivery, tell: (taken: Taken) => void): Promise<Answer>;
  /** Reads a delivery of the server's own making, and says what would come of it; it is neither kept nor counted. */
  tryOut(delivery: Delivery, tell: (taken: Taken) => void): Answer;
  counts(): IntakeCounts;
}

/** What came of a delivery. */
export interface Taken {
  readonly status: number;
  readonly reading: Reading;
  readonly kept: boolean;
}

export interface IntakeParts {
  readonly journal: Journal;
  readonly log: Logger;
  readonly parse?: (delivery: Delivery) => Reading;
}

/**
 * What may wait for its answer. No phone system has so much under way, also while the disk stalls: more is a flood, which
 * would hold the board up for a long time after its senders have gone.
 */
const mostWaiting = { deliveries: 4_000, characters: 8 * 1024 * 1024 } as const;
const tooMany: Reading = { understood: false, reason: "More came at once than could be taken; it was not read." };

export function createIntake({ journal, log, parse = parseDelivery }: IntakeParts): Intake {
  const counts = { received: 0, refused: 0, unrecognised: 0, unsaved: 0 };
  let outage = false;
  const waiting = { deliveries: 0, characters: 0 };
  let flooded = false;

  /** A bug of the parser must not cost the delivery: it is kept, and read again once the parser is mended. */
  function read(delivery: Delivery): Reading {
    try {
      return parse(delivery);
    } catch (err) {
      log.error({ err }, "a delivery could not be read");
      return { understood: false, reason: "Reading the delivery failed on the server; it is kept." };
    }
  }

  function noteOutage(cause: JournalUnavailable | null): void {
    if (cause && !outage) log.error({ err: cause.cause }, "deliveries cannot be saved, and are answered 503");
    if (!cause && outage) log.info("deliveries are saved again");
    outage = cause !== null;
  }

  function isFull(): boolean {
    return waiting.deliveries >= mostWaiting.deliveries || waiting.characters >= mostWaiting.characters;
  }

  function turnAway(tell: (taken: Taken) => void): Answer {
    if (!flooded)
      log.error(
        { waiting: waiting.deliveries },
        "more deliveries come at once than can be taken, and are answered 503",
      );
    flooded = true;
    counts.unsaved += 1;
    tell({ status: 503, reading: tooMany, kept: false });
    return notKept("Too many deliveries came at once; this one is not on the board.");
  }

  /** The board is told what was read here, and need not read it again. */
  function append(delivery: Delivery, reading: Reading): Promise<JournalEntry> {
    return reading.understood ? journal.append(delivery, null, reading) : journal.append(delivery, reading.reason);
  }

  async function keep(delivery: Delivery, tell: (taken: Taken) => void): Promise<Answer> {
    const reading = read(delivery);
    const characters = (delivery.body ?? "").length + (delivery.query ?? "").length;
    waiting.deliveries += 1;
    waiting.characters += characters;
    try {
      const { seq } = await append(delivery, reading);
      noteOutage(null);
      counts.received += 1;
      if (!reading.understood) {
        counts.refused += 1;
        tell({ status: 400, reading, kept: true });
        return problem(400, reading.reason);
      }
      if (reading.events.every(({ kind }) => kind === "unrecognised")) counts.unrecognised += 1;
      tell({ status: 200, reading, kept: true });
      return accepted(seq);
    } catch (cause) {
      if (!(cause instanceof JournalUnavailable)) throw cause;
      noteOutage(cause);
      counts.unsaved += 1;
      tell({ status: 503, reading, kept: false });
      return notKept("The delivery could not be saved; it is not on the board.");
    } finally {
      waiting.deliveries -= 1;
      waiting.characters -= characters;
      if (waiting.deliveries === 0) flooded = false;
    }
  }

  return {
    take: (delivery, tell) => (isFull() ? Promise.resolve(turnAway(tell)) : keep(delivery, tell)),
    tryOut(delivery, tell) {
      const reading = read(delivery);
      const answer = answerToTest(reading, journal.writable());
      tell({ status: answer.status, reading, kept: journal.writable() });
      return answer;
    },
    counts: () => ({ ...counts }),
  };
}

function answerToTest(reading: Reading, writable: boolean): Answer {
  if (!reading.understood) return problem(400, reading.reason);
  return writable ? jsonAnswer({ ok: true, test: true }) : notKept("Nothing can be saved at the moment.");
}

/** The one answer that is worth writing by hand: every event of the day gets it. */
function accepted(rev: number): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: `{"ok":true,"rev":${rev}}`,
  };
}
