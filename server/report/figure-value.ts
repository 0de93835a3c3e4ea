import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import { targetsOf } from "#lib/call/call-view.ts";
import type { FigureAnswer } from "#lib/protocol/api/report-answers.ts";
import type { Figure } from "#lib/report/figures.ts";
import { addToAgentSums, addToQueueSums, noAgentSums, noQueueSums } from "#lib/report/sums.ts";

/** Sums up what a figure counts, by the functions that reports are made with, and says what it then tells. */
export interface Ledger {
  readonly add: (tally: Tally) => void;
  readonly value: () => FigureAnswer["value"];
}

type FigureOver<Over extends Figure["over"]> = Extract<Figure, { over: Over }>;

export const noLedger: Ledger = { add: () => undefined, value: () => null };

export function passageLedger({ value }: FigureOver<"passage">, settings: BoardSettings): Ledger {
  if (value === undefined) return noLedger;
  let sums = noQueueSums;
  return {
    add(tally) {
      if (tally.of === "passage") sums = addToQueueSums(sums, tally, targetsOf(tally.queue, settings));
    },
    value: () => ({ unit: value.unit, amount: value.of(sums) }),
  };
}

export function agentLedger({ value }: FigureOver<"agent">): Ledger {
  if (value === undefined) return noLedger;
  let sums = noAgentSums;
  return {
    add(tally) {
      if (tally.of === "agent") sums = addToAgentSums(sums, tally);
    },
    value: () => ({ unit: value.unit, amount: value.of(sums) }),
  };
}
