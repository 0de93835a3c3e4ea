import type { Answer } from "#lib/client/answers.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type ReportAnswer, reportAnswer } from "#lib/protocol/api/report-answers.ts";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import type { ChosenReport } from "./use-report-choice.ts";

/** ms between two questions while the board moves: longer ranges cost more and change less. */
const pauses = { today: 5_000, yesterday: 60_000, "7": 20_000, "30": 60_000, other: 60_000 } as const;

/** The report that was chosen. One that reaches to today is asked for again as the board moves. */
export function useReport(chosen: ChosenReport | null): Answer<ReportAnswer> {
  const rev = useBoardLink((link) => link.board?.rev ?? null);
  const settingsRev = useBoardLink((link) => link.board?.settingsRev ?? null);
  const isLive = chosen !== null && chosen.choice.to >= chosen.today;
  return useAnswer(chosen === null ? null : `/api/report?${queryOf(chosen.choice)}`, reportAnswer, {
    refreshWhen: isLive ? rev : settingsRev,
    pause: pauses[chosen?.choice.span ?? "today"],
  });
}

export function queryOf({ from, to, queue, agent }: ReportChoice): URLSearchParams {
  const params = new URLSearchParams({ from, to });
  if (agent !== null) params.set("agent", agent);
  else if (queue !== null) params.set("queue", queue);
  return params;
}
