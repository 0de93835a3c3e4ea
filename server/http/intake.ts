import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import { type Journal, JournalUnavailable } from "#server/journal/journal.ts";
import type { Logger } from "#server/log.ts";
import { type Answer, notKept, problem } from "./answer.ts";

/** Since the start of this process. */
export interface IntakeCounts {
  readonly received: number;
  readonly refused: number;
  readonly unrecognised: number;
  readonly unsaved: number;
}

export interface Intake {
  /** Stores, then forwards, then answers: 200 means safe on disk and on the board. */
  take(delivery: Delivery): Promise<Answer>;
  counts(): IntakeCounts;
}

export interface IntakeParts {
  readonly journal: Journal;
  readonly log: Logger;
  readonly parse?: (delivery: Delivery) => Reading;
}

export function createIntake({ journal, log, parse = parseDelivery }: IntakeParts): Intake {
  const counts = { received: 0, refused: 0, unrecognised: 0, unsaved: 0 };
  let outage = false;

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

  return {
    async take(delivery) {
      const reading = read(delivery);
      try {
        const { seq } = await journal.append(delivery, reading.understood ? null : reading.reason);
        noteOutage(null);
        counts.received += 1;
        if (!reading.understood) {
          counts.refused += 1;
          return problem(400, reading.reason);
        }
        if (reading.events.every(({ kind }) => kind === "unrecognised")) counts.unrecognised += 1;
        return accepted(seq);
      } catch (cause) {
        if (!(cause instanceof JournalUnavailable)) throw cause;
        noteOutage(cause);
        counts.unsaved += 1;
        return notKept("The delivery could not be saved; it is not on the board.");
      }
    },
    counts: () => ({ ...counts }),
  };
}

/** The one answer that is worth writing by hand: every event of the day gets it. */
function accepted(rev: number): Answer {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: `{"ok":true,"rev":${rev}}`,
  };
}
