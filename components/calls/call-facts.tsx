import type { ReactNode } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { rowOfCall } from "#lib/calls/call-rows.ts";
import { fullTime, lengthText } from "#lib/calls/call-time.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { CallDetail } from "#lib/protocol/api/call-answers.ts";
import { AfterCall } from "./after-call.tsx";
import { stateOf } from "./call-state.ts";
import { useNumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

/** The call in words. */
export function CallFacts({ detail }: { detail: CallDetail }) {
  const { call, timeZone } = detail;
  const names = useNumberNames();
  const { facts } = words.call;
  const state = stateOf(call);
  const talked = lengthText(rowOfCall(call).talkSeconds);
  return (
    <div className="grid gap-3 px-4 pb-4">
      <p className="flex items-center gap-2 font-semibold text-body" data-testid="call-state">
        <Glyph name={state.glyph} />
        {state.word}
        <span className="font-normal text-ink-2">({words.direction(call)})</span>
      </p>
      <Doubts detail={detail} />
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-table">
        <Fact word={call.direction === "inbound" ? facts.caller : facts.called}>
          <span className="flex flex-wrap gap-x-3">
            {call.callerName === null ? null : <Whole text={call.callerName} />}
            <Whole text={call.caller === "" ? words.withheld : call.caller} />
          </span>
        </Fact>
        {call.did === null ? null : (
          <Fact word={facts.did}>
            <Whole text={call.did} />
          </Fact>
        )}
        <Fact word={facts.began}>{fullTime(call.startedAt, timeZone)}</Fact>
        <Fact word={facts.ended}>{endText(detail)}</Fact>
        <Fact word={facts.waited}>{lengthText(call.waitSeconds) ?? words.none}</Fact>
        <Fact word={facts.talked}>{talked ?? words.none}</Fact>
        {call.queues.length === 0 ? null : (
          <Fact word={facts.queues}>
            <Names texts={call.queues.map(names.place)} />
          </Fact>
        )}
        {call.legs.length === 0 ? null : (
          <Fact word={facts.agents}>
            <Names texts={call.legs.map((leg) => names.agent(leg.agent))} />
          </Fact>
        )}
        {call.state === "missed" ? (
          <Fact word={facts.returned}>
            <AfterCall call={call} />
          </Fact>
        ) : null}
        <Fact word={facts.id}>
          <span className="[overflow-wrap:anywhere]">{call.id}</span>
        </Fact>
      </dl>
    </div>
  );
}

function endText({ call, timeZone }: CallDetail): string {
  if (call.endedAt !== null) return fullTime(call.endedAt, timeZone);
  return call.state === "unknown" ? words.call.facts.endUnknown : words.call.facts.still;
}

function Fact({ word, children }: { word: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{word}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

/** What somebody else wrote, to its last letter: elsewhere it is cut. */
function Whole({ text }: { text: string }) {
  return <bdi className="min-w-0 [overflow-wrap:anywhere]">{plainName(text)}</bdi>;
}

function Names({ texts }: { texts: readonly string[] }) {
  return (
    <ol className="grid gap-1">
      {texts.map((text, place) => (
        <li key={`${place} ${text}`} className="min-w-0">
          <Whole text={text} />
        </li>
      ))}
    </ol>
  );
}

/** What of it is a guess. */
function Doubts({ detail: { uncertain, adopted } }: { detail: CallDetail }) {
  const ids = (by: "chain" | "fallback") => adopted.filter((one) => one.by === by).map((one) => one.id);
  const [chained, linked] = [ids("chain"), ids("fallback")];
  const doubts = [
    ...(uncertain ? [words.call.uncertain] : []),
    ...(linked.length > 0 ? [words.call.linked(linked.join(", "))] : []),
    ...(chained.length > 0 ? [words.call.chained(chained.join(", "))] : []),
  ];
  return doubts.map((doubt) => (
    <p key={doubt} className="flex items-baseline gap-2 text-table" data-testid="call-doubt">
      <Glyph name="uncertain" />
      <span className="min-w-0 [overflow-wrap:anywhere]">{doubt}</span>
    </p>
  ));
}
