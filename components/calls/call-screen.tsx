"use client";

import Link from "next/link";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { Panel } from "#components/office/panel.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type CallDetail, callDetail } from "#lib/protocol/api/call-answers.ts";
import { CallFacts } from "./call-facts.tsx";
import { CallTimeline } from "./call-timeline.tsx";
import { Deliveries } from "./deliveries.tsx";
import { OtherCalls } from "./other-calls.tsx";
import { Recordings } from "./recordings.tsx";
import { words } from "./words.ts";

interface CallScreenProps {
  readonly id: string;
  /** When it began, as the address has it: ids may be used again. */
  readonly started: string | null;
}

/** One call, with everything that is known of it. */
export function CallScreen({ id, started }: CallScreenProps) {
  const query = new URLSearchParams({ id, ...(started === null ? {} : { started }) });
  const answer = useAnswer(`/api/call?${query}`, callDetail, { refreshWhen: useSignOfCall(id) });
  const gone = answer.state === "failed" && answer.data === null && !answer.trying;
  return (
    <OfficeFrame title={words.call.tab} screen="calls">
      <p className="pb-3 text-table">
        <Link href="/calls" prefetch={false} className="inline-flex min-h-6 items-center">
          {words.call.back}
        </Link>
      </p>
      {gone ? (
        <EmptyState title={words.call.notFound}>
          {answer.problem} {words.call.notFoundWhy}
        </EmptyState>
      ) : (
        <AnswerGate answer={answer}>{(detail) => <Call detail={detail} />}</AnswerGate>
      )}
    </OfficeFrame>
  );
}

function Call({ detail }: { detail: CallDetail }) {
  const { facts, timeline, recordings, deliveries, others } = words.call;
  return (
    <div className="grid gap-4 xl:grid-cols-2 [&>*]:min-w-0">
      <Panel title={facts.title}>
        <CallFacts detail={detail} />
      </Panel>
      <div className="grid content-start gap-4 [&>*]:min-w-0">
        <Panel title={recordings.title}>
          <Recordings detail={detail} />
        </Panel>
        <Panel title={others.title}>
          <OtherCalls call={detail.call} />
        </Panel>
      </div>
      <div className="xl:col-span-2">
        <Panel title={timeline.title}>
          <CallTimeline detail={detail} />
        </Panel>
      </div>
      {detail.deliveries === null ? null : (
        <div className="xl:col-span-2">
          <Panel title={deliveries.title}>
            <Deliveries {...detail} deliveries={detail.deliveries} />
          </Panel>
        </div>
      )}
    </div>
  );
}

/** Changes when the board knows something new of the call, and for a while with everything: recordings come when it is over. */
function useSignOfCall(id: string): string | null {
  return useBoardLink(({ board }) => {
    if (board === null) return null;
    const live = board.calls.find((call) => call.id === id);
    return live === undefined ? `over ${board.missed.length} ${board.today?.inbound}` : JSON.stringify(live);
  });
}
