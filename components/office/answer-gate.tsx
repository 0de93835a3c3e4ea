import type { ReactNode } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { useFigures } from "#components/board/use-board-time.ts";
import { Button } from "#components/ui/button.tsx";
import type { Answer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { timeText } from "#lib/display/texts.ts";
import { words } from "./words.ts";

interface AnswerGateProps<Data> {
  readonly answer: Answer<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what the server answered; else that it is coming, or why it does not. An old answer says of when it is. */
export function AnswerGate<Data>({ answer, children }: AnswerGateProps<Data>) {
  return (
    <>
      <Trouble answer={answer} />
      {answer.data === null ? null : children(answer.data)}
    </>
  );
}

function Trouble({ answer }: { answer: Answer<unknown> }) {
  const asOf = useAsOf(answer);
  if (answer.state === "loading" && answer.data === null) {
    return <p className="px-4 py-6 text-ink-2">{words.answer.loading}</p>;
  }
  if (answer.state === "failed") {
    return (
      <div role="status" data-testid="answer-failed" className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <span className="text-watch-line">
          <Glyph name="watch" />
        </span>
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {words.answer.failed} {answer.problem} {answer.trying ? words.answer.trying : ""}
          {asOf === null ? "" : ` (${asOf})`}
        </p>
        {answer.trying ? null : (
          <Button size="compact" onClick={answer.askAgain}>
            {words.answer.again}
          </Button>
        )}
      </div>
    );
  }
  return asOf === null ? null : (
    <p className="px-4 py-2 text-ink-2 text-meta" data-testid="answer-as-of">
      {asOf}
    </p>
  );
}

/** Of when an answer is that may no longer hold: one that could not be asked for again, or while the board is silent. */
function useAsOf(answer: Answer<unknown>): string | null {
  const running = useFigures() === "running";
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const offset = useBoardLink((link) => link.clockOffset);
  if (answer.answeredAt === null || timeZone === null) return null;
  if (running && answer.state !== "failed") return null;
  return words.answer.old(timeText(answer.answeredAt + offset, timeZone, "minute"));
}
