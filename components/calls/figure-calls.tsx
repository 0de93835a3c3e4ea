import Link from "next/link";
import { useMemo } from "react";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { type CallList, listOf } from "#lib/calls/call-list.ts";
import { type RowsPage, rowsOfFigure } from "#lib/calls/call-rows.ts";
import { betweenText } from "#lib/calls/call-time.ts";
import { pageLength } from "#lib/calls/calls-question.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { percentText, timerText } from "#lib/display/texts.ts";
import { type FigureAnswer, figureAnswer } from "#lib/protocol/api/report-answers.ts";
import { isFigureName } from "#lib/report/figure-names.ts";
import { totalText } from "#lib/report/texts.ts";
import { CallTable } from "./call-table.tsx";
import { useCallList } from "./use-call-list.ts";
import { useNumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

interface FigureCallsProps {
  readonly figure: string;
  /** What narrows the figure, as its link had it. */
  readonly params: URLSearchParams;
}

/** Exactly what a figure counts, under the rule that counts it. It stands as it was counted until it is counted again. */
export function FigureCalls({ figure, params }: FigureCallsProps) {
  const known = isFigureName(figure);
  const url = useMemo(() => (known ? figureUrl(figure, params) : null), [known, figure, params]);
  const { list, newest, older, loadOlder } = useCallList({
    url,
    schema: figureAnswer,
    read: readPage,
    refreshWhen: null,
    renew: countedAgain,
  });
  if (!known) return <EmptyState title={words.figure.unknown(figure)} action={<AllCalls />} />;
  return (
    <section aria-labelledby="figure" className="min-w-0 rounded-lg bg-surface pb-2">
      <AnswerGate answer={newest}>
        {(answer) => (
          <>
            <header className="grid gap-2 px-4 py-3">
              <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
                <h2 id="figure" className="font-semibold text-section">
                  {answer.title}
                </h2>
                <Counted answer={answer} />
                <span className="ms-auto flex items-center gap-4">
                  <Button size="compact" onClick={newest.askAgain}>
                    {words.figure.ask}
                  </Button>
                  <AllCalls />
                </span>
              </div>
              <p className="max-w-prose text-table" data-testid="figure-rule">
                <span className="text-ink-2">{words.figure.rule}</span> {answer.rule}
              </p>
              <Scope answer={answer} params={params} />
            </header>
            {list === null || list.rows.length === 0 ? (
              <p className="px-4 py-6 text-ink-2">{words.figure.none}</p>
            ) : (
              <CallTable list={list} older={older} loadOlder={loadOlder} />
            )}
          </>
        )}
      </AnswerGate>
    </section>
  );
}

/** What the figure says, and how many it says it of. */
function Counted({ answer: { value, count } }: { answer: FigureAnswer }) {
  const isCount = value === null;
  const counted = (
    <span className={isCount ? largest : "figure"} data-testid="figure-count">
      {count}
    </span>
  );
  return (
    <p className="text-body">
      {isCount ? null : (
        <>
          <span className={largest} data-testid="figure-value">
            {valueText(value)}
          </span>{" "}
          {value.unit === "share" && value.amount !== null
            ? words.figure.partOf(Math.round(value.amount * count))
            : words.figure.over}{" "}
        </>
      )}
      {counted} {words.figure.counted}
    </p>
  );
}

const largest = "figure font-semibold text-kpi leading-none";

function valueText({ unit, amount }: NonNullable<FigureAnswer["value"]>): string {
  switch (unit) {
    case "share":
      return percentText(amount);
    case "seconds":
      return timerText(amount);
    case "total":
      return totalText((amount ?? 0) * 1000);
  }
}

const readPage = (page: FigureAnswer, before: number) => ({ rows: rowsOfFigure(page.items, before), next: page.next });

/** The list is the figure's: both are of the same moment. */
const countedAgain = (_before: CallList, page: RowsPage) => listOf(page);

function figureUrl(figure: string, params: URLSearchParams): string {
  const scope = new URLSearchParams([...params].filter(([name]) => name !== "figure"));
  scope.set("limit", String(pageLength));
  return `/api/figures/${figure}?${scope}`;
}

function AllCalls() {
  return (
    <Link href="/calls" prefetch={false} className="inline-flex min-h-7 items-center text-table">
      {words.figure.allCalls}
    </Link>
  );
}

/** Of whom, and of when. */
function Scope({ answer, params }: { answer: FigureAnswer; params: URLSearchParams }) {
  const names = useNumberNames();
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const { scopes } = words.figure;
  const [queue, agent, caller, time, weekday] = ["queue", "agent", "caller", "time", "weekday"].map((name) =>
    params.get(name),
  );
  const said = [
    queue && scopes.queue(names.place(queue)),
    answer.targets !== null && scopes.targets(answer.targets),
    agent && scopes.agent(names.agent(agent)),
    caller && scopes.caller(caller),
    timeZone !== null && answer.from !== null && answer.to !== null && betweenText(answer.from, answer.to, timeZone),
    time && scopes.time(time),
    weekday && scopes.weekday(Number(weekday)),
  ].filter((text): text is string => typeof text === "string" && text !== "");
  if (said.length === 0) return null;
  return (
    <p className="text-ink-2 text-meta [overflow-wrap:anywhere]" data-testid="figure-scope">
      {said.map((text, place) => (
        <span key={text}>
          {place === 0 ? "" : " · "}
          <bdi>{plainName(text)}</bdi>
        </span>
      ))}
    </p>
  );
}
