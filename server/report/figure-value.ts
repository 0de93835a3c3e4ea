import type { FigureAnswer } from "#lib/protocol/api/report-answers.ts";
import type { Figure } from "#lib/report/figure.ts";
import type { FigureSums } from "#lib/report/sum-task.ts";

export type TallyFigure = Extract<Figure, { over: "inbound" | "outbound" | "passage" | "agent" }>;

/** What a figure says of its list where that is not its length. */
export function figureValue(figure: TallyFigure, { passage, agent }: FigureSums): FigureAnswer["value"] {
  switch (figure.over) {
    case "inbound":
    case "outbound":
      return null;
    case "passage":
      return figure.value === undefined ? null : { unit: figure.value.unit, amount: figure.value.of(passage) };
    case "agent":
      return figure.value === undefined ? null : { unit: figure.value.unit, amount: figure.value.of(agent) };
  }
}
