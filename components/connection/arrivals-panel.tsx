import { AnswerGate } from "#components/office/answer-gate.tsx";
import { Panel } from "#components/office/panel.tsx";
import { clockTime } from "#lib/calls/call-time.ts";
import { useArrivals } from "#lib/client/arrivals.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { ArrivalsAnswer } from "#lib/protocol/api/connection-answers.ts";
import { ArrivalRow } from "./arrival-row.tsx";
import { words } from "./words.ts";

/** Every request to the webhook as it arrives, taken or refused, and why. */
export function ArrivalsPanel() {
  const answer = useArrivals();
  return (
    <Panel title={words.arrivals.title}>
      <p className="max-w-prose px-4 pb-3 text-ink-2 text-meta">{words.arrivals.about}</p>
      <AnswerGate answer={answer}>{(data) => <Arrivals data={data} />}</AnswerGate>
    </Panel>
  );
}

function Arrivals({ data: { arrivals, since } }: { data: ArrivalsAnswer }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  if (timeZone === null) return null;
  if (arrivals.length === 0) {
    return (
      <p className="px-4 pb-5 text-table" role="status">
        {words.arrivals.none}{" "}
        <span className="text-ink-2">({words.arrivals.noneSince(clockTime(since, timeZone))})</span>
      </p>
    );
  }
  return (
    <ol
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls by itself must be reachable by keys
      tabIndex={0}
      className="max-h-[32rem] overflow-auto"
      aria-label={words.arrivals.list}
      data-testid="arrivals"
    >
      {arrivals.map((arrival) => (
        <ArrivalRow key={arrival.id} arrival={arrival} timeZone={timeZone} />
      ))}
    </ol>
  );
}
