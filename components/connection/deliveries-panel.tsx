import { useState } from "react";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { Panel } from "#components/office/panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { deliveriesAnswer } from "#lib/protocol/api/connection-answers.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { words } from "./words.ts";

const says = words.deliveries;

/** The last deliveries of the journal, with what today's parser makes of each. */
export function DeliveriesPanel() {
  const [verdict, setVerdict] = useState<"any" | "refused">("any");
  const [before, setBefore] = useState<number | null>(null);
  const rev = useBoardLink((link) => link.board?.rev ?? null);
  const from = before === null ? "" : `&before=${before}`;
  const answer = useAnswer(`/api/deliveries?verdict=${verdict}&limit=200${from}`, deliveriesAnswer, {
    refreshWhen: before === null ? rev : null,
  });
  const choose = (value: "any" | "refused") => {
    setVerdict(value);
    setBefore(null);
  };
  const choices = [
    { value: "any", label: says.filters.any },
    {
      value: "refused",
      label: says.filters.refused,
      ...(answer.data === null ? {} : { count: answer.data.refused }),
    },
  ] as const;
  return (
    <Panel
      title={says.title}
      aside={<ChoiceRow label={says.filter} choices={choices} value={verdict} onChoose={choose} />}
    >
      <p className="max-w-prose px-4 pb-3 text-ink-2 text-meta">{says.about}</p>
      <AnswerGate answer={answer}>
        {({ deliveries, next }) =>
          deliveries.length === 0 ? (
            <EmptyState title={verdict === "any" ? says.none : says.noneRefused} />
          ) : (
            <>
              <ol
                // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls by itself must be reachable by keys
                tabIndex={0}
                className="max-h-[40rem] overflow-auto"
                aria-label={says.title}
                data-testid="kept-deliveries"
              >
                {deliveries.map((delivery) => (
                  <DeliveryRow
                    key={delivery.seq}
                    delivery={delivery}
                    mayReplay={verdict === "refused"}
                    changed={answer.askAgain}
                  />
                ))}
              </ol>
              <div className="flex gap-2 px-4 py-3">
                {before === null ? null : <Button onClick={() => setBefore(null)}>{says.newest}</Button>}
                {next === null ? null : <Button onClick={() => setBefore(next)}>{says.older}</Button>}
              </div>
            </>
          )
        }
      </AnswerGate>
    </Panel>
  );
}
