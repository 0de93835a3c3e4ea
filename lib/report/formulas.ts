import { serviceLevel } from "#lib/board/queue-entry.ts";
import type { QueueSums } from "#lib/protocol/api/report-answers.ts";
import type { FigureName } from "./figure-names.ts";

export const formulaNames = ["short-forgiven", "offered", "answered", "answered-or-missed", "all-in-time"] as const;

export type FormulaName = (typeof formulaNames)[number];

/** A way to say how well callers were served; T is the queue's target, S its short-abandon limit. */
export interface Formula {
  readonly title: string;
  readonly words: string;
  /** 0 to 1; null where nothing counts. */
  readonly share: (sums: QueueSums) => number | null;
  /** What it opens: the calls that the share is taken over. */
  readonly figure: FigureName;
}

/** The first is the board's own. */
export const formulas: Readonly<Record<FormulaName, Formula>> = {
  "short-forgiven": {
    title: "Short hang-ups forgiven",
    words: "answered within T ÷ (answered + missed − missed within S)",
    share: serviceLevel,
    figure: "queue-service-level",
  },
  offered: {
    title: "Of all offered",
    words: "answered within T ÷ offered",
    share: (sums) => share(sums.answeredInTime, sums.offered),
    figure: "queue-level-of-offered",
  },
  answered: {
    title: "Of all answered",
    words: "answered within T ÷ answered",
    share: (sums) => share(sums.answeredInTime, sums.answered),
    figure: "queue-level-of-answered",
  },
  "answered-or-missed": {
    title: "Of answered and missed",
    words: "answered within T ÷ (answered + missed)",
    share: (sums) => share(sums.answeredInTime, sums.answered + sums.missed),
    figure: "queue-level-of-answered-or-missed",
  },
  "all-in-time": {
    title: "Early hang-ups as served",
    words: "(answered within T + missed within T) ÷ (answered + missed)",
    share: (sums) => share(sums.answeredInTime + sums.lostInTime, sums.answered + sums.missed),
    figure: "queue-level-with-early-hang-ups",
  },
};

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
