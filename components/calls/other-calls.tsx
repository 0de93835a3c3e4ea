import Link from "next/link";
import { Glyph } from "#components/board/glyph.tsx";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { callAddress } from "#lib/calls/call-address.ts";
import { rowOfCall } from "#lib/calls/call-rows.ts";
import { lengthText } from "#lib/calls/call-time.ts";
import { noFilter, writeFilter } from "#lib/calls/calls-filter.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { type CallDetail, callsPage } from "#lib/protocol/api/call-answers.ts";
import { stateOf } from "./call-state.ts";
import { Moment } from "./moment.tsx";
import { words } from "./words.ts";

const shown = 5;

/** The caller's newest calls besides this one. */
export function OtherCalls({ call }: { call: CallDetail["call"] }) {
  const isKnown = /\d/.test(call.caller);
  const url = isKnown ? `/api/calls?${new URLSearchParams({ caller: call.caller, limit: String(shown + 1) })}` : null;
  const answer = useAnswer(url, callsPage);
  const says = words.call.others;
  if (!isKnown) return <p className="px-4 pb-4 text-ink-2 text-table">{says.withheld}</p>;
  return (
    <AnswerGate answer={answer}>
      {({ calls }) => {
        const others = calls
          .filter(({ id, startedAt }) => id !== call.id || startedAt !== call.startedAt)
          .slice(0, shown);
        if (others.length === 0) return <p className="px-4 pb-4 text-ink-2 text-table">{says.none}</p>;
        return (
          <div className="grid gap-2 px-4 pb-4 text-table" data-testid="other-calls">
            <ul>
              {others.map((other) => (
                <Other key={`${other.id} ${other.startedAt}`} call={other} />
              ))}
            </ul>
            <Link
              href={`/calls?${writeFilter({ ...noFilter, caller: call.caller })}`}
              prefetch={false}
              className="w-fit"
            >
              {says.all}
            </Link>
          </div>
        );
      }}
    </AnswerGate>
  );
}

function Other({ call }: { call: CallDetail["call"] }) {
  const { glyph, word } = stateOf(call);
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 border-rule border-t first:border-t-0">
      <Link href={callAddress(call)} prefetch={false} className="inline-flex min-h-6 items-center">
        <Moment at={call.startedAt} />
      </Link>
      <span className="flex items-center gap-2">
        <Glyph name={glyph} />
        {word}
      </span>
      <span className="figure ms-auto text-ink-2">{lengthText(rowOfCall(call).talkSeconds)}</span>
    </li>
  );
}
