import type { ArchivedCall, NumberReading } from "#lib/board/archived-call.ts";
import { noFacts } from "#lib/call/call-facts.ts";
import type { CallArchive } from "./call-archive.ts";

const noon = Date.UTC(2026, 2, 2, 12);

/** Call `n` came a minute after the one before to `number`, which the feed calls a menu, rang phone 201, and was lost. */
export function lostCall(n: number, number = "820"): ArchivedCall {
  const at = noon + n * 60_000;
  const reaches = [
    { at, leg: 0, number, claim: "ivr" as const },
    { at: at + 2_000, leg: 0, number: "201", claim: "phone" as const },
  ];
  const end = { at: at + 9_000, leg: 0, number, spoken: false, transferred: false, talkSeconds: null, lostAt: null };
  const own = {
    ...noFacts(`260302120000_${n}`, at),
    lastAt: at + 9_000,
    inbound: true,
    caller: "05552221133",
    reaches,
  };
  return { own: { ...own, ends: [end] }, adopted: [], memory: { overAt: at + 9_000, closedAt: null } };
}

export const lostCalls = (count: number, from = 1) => Array.from({ length: count }, (_, i) => lostCall(from + i));

export const isQueue: NumberReading = { number: "820", kind: "queue", ringStrategy: "hunt" };

/** Whoever does not look at positions gets these. */
export const anywhere = { generation: 0, after: 0, upTo: 0 };

/** Hands over as a board does, each time one entry of the journal further. */
export interface Teller {
  tell(calls: readonly ArchivedCall[], readings?: readonly NumberReading[]): void;
  /** As the position that was told last. */
  flush(): Promise<void>;
  at(): number;
}

/** @param from the position of the checkpoint that the board was built from */
export function createTeller(archive: CallArchive, from = 0, generation = 0): Teller {
  let position = from;
  return {
    tell(calls, readings = []) {
      position += 1;
      archive.take(calls, readings, { generation, after: position - 1, upTo: position });
    },
    flush: () => archive.flush(position),
    at: () => position,
  };
}
