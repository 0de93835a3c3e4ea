import { averageHandleTime, averageSpeedOfAnswer } from "#lib/board/queue-entry.ts";
import { percentText, timerText } from "#lib/display/texts.ts";
import type { AgentSums, QueueSums } from "#lib/protocol/api/report-answers.ts";
import type { FigureName } from "#lib/report/figure-names.ts";
import { figures } from "#lib/report/figures.ts";
import { type FormulaName, formulas } from "#lib/report/formulas.ts";
import { totalText } from "#lib/report/texts.ts";
import { words } from "./words.ts";

export interface Column<Sums> {
  readonly title: string;
  /** What it opens. */
  readonly figure: FigureName;
  readonly text: (sums: Sums) => string;
}

/** Of a queue, of a half hour, of a day: the same everywhere. */
export function queueColumns(formula: FormulaName): readonly Column<QueueSums>[] {
  const { columns } = words;
  const level = formulas[formula];
  return [
    passages(columns.offered, "queue-offered"),
    passages(columns.answered, "queue-answered"),
    passages(columns.missed, "queue-missed"),
    passages(columns.overflowed, "queue-overflowed"),
    passages(columns.unknown, "queue-unknown"),
    passages(columns.open, "queue-open"),
    { title: columns.serviceLevel, figure: level.figure, text: (sums) => percentText(level.share(sums)) },
    { title: columns.asa, figure: "queue-waits", text: (sums) => timerText(averageSpeedOfAnswer(sums)) },
    { title: columns.aht, figure: "queue-talks", text: (sums) => timerText(averageHandleTime(sums)) },
    { title: columns.longestWait, figure: "queue-longest-wait", text: ({ longestWait }) => msText(longestWait) },
  ];
}

export const agentColumns: readonly Column<AgentSums>[] = [
  deeds(words.columns.answered, "agent-answered"),
  deeds(words.columns.ringNoAnswer, "agent-ring-no-answer"),
  deeds(words.columns.outbound, "agent-outbound"),
  deeds(words.columns.talks, "agent-talks"),
  { title: words.columns.talkTime, figure: "agent-talks", text: ({ talkSum }) => totalText(talkSum) },
];

function passages(title: string, name: FigureName): Column<QueueSums> {
  const figure = figures[name];
  return { title, figure: name, text: (sums) => (figure.over === "passage" ? String(figure.inSums(sums)) : "") };
}

function deeds(title: string, name: FigureName): Column<AgentSums> {
  const figure = figures[name];
  return { title, figure: name, text: (sums) => (figure.over === "agent" ? String(figure.inSums(sums)) : "") };
}

function msText(ms: number | null): string {
  return timerText(ms === null ? null : ms / 1000);
}
