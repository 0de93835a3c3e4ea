import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { Button } from "#components/ui/button.tsx";
import { callAddress } from "#lib/calls/call-address.ts";
import type { Answer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { timerText, timeText } from "#lib/display/texts.ts";
import type { AgentDay, AgentDeed } from "#lib/protocol/api/desk-answers.ts";
import type { FigureName } from "#lib/report/figure-names.ts";
import { callerText } from "./caller-name.ts";
import { words } from "./words.ts";

/** Rows shown before one asks for more. */
const first = 25;

/** What this phone did today: one's own figures only. */
export function MyCalls({ extension, day }: { extension: string; day: Answer<AgentDay> }) {
  return (
    <Panel title={words.calls.title}>
      <Counts extension={extension} />
      <AnswerGate answer={day}>{(known) => <Deeds day={known} />}</AnswerGate>
    </Panel>
  );
}

function Counts({ extension }: { extension: string }) {
  const agent = useBoardLink((link) => link.board?.agents.find((one) => one.extension === extension) ?? null);
  const known = useBoardLink((link) => link.board !== null);
  const noFigures = useSession().data?.site.worksCouncil ?? false;
  if (!known || noFigures || agent?.answered === null) return null;
  const count = (figure: number | null | undefined): string => String(figure ?? 0);
  return (
    <dl className="flex flex-wrap gap-x-4 gap-y-1 px-4 pb-2 text-table" data-testid="my-counts">
      <Count name="agent-answered" agent={extension} word={words.calls.answered}>
        {count(agent?.answered)}
      </Count>
      <Count name="agent-outbound" agent={extension} word={words.calls.out}>
        {count(agent?.outbound)}
      </Count>
      <Count name="agent-ring-no-answer" agent={extension} word={words.calls.rang}>
        {count(agent?.ringNoAnswer)}
      </Count>
      <Count name="agent-talks" agent={extension} word={words.calls.talk}>
        {timerText(agent?.talkSeconds ?? 0)}
      </Count>
    </dl>
  );
}

function Count(props: { name: FigureName; agent: string; word: string; children: ReactNode }) {
  return (
    <div className="flex flex-row-reverse items-baseline gap-1.5" data-testid={props.name}>
      <dt className="text-ink-2">{props.word}</dt>
      <dd>
        <FigureLink name={props.name} scope={{ agent: props.agent }} label="">
          {props.children}
        </FigureLink>
      </dd>
    </div>
  );
}

function Deeds({ day }: { day: AgentDay }) {
  const [all, setAll] = useState(false);
  if (day.deeds.length === 0) return <p className="px-4 pt-1 pb-4 text-ink-2">{words.calls.none}</p>;
  const shown = all ? day.deeds : day.deeds.slice(0, first);
  const older = day.deeds.length - shown.length;
  return (
    <>
      <ul data-testid="my-calls">
        {shown.map((deed) => (
          <DeedRow key={`${deed.deed} ${deed.at} ${deed.callId}`} deed={deed} />
        ))}
      </ul>
      {older > 0 ? (
        <div className="px-4 py-2">
          <Button onClick={() => setAll(true)}>{words.calls.older(older)}</Button>
        </div>
      ) : null}
      {all && day.more > 0 ? <p className="px-4 py-2 text-ink-2 text-table">{words.calls.left(day.more)}</p> : null}
    </>
  );
}

const glyphs: Readonly<Record<AgentDeed["deed"], GlyphName>> = {
  answered: "talking",
  dialed: "dialing",
  "rang-no-answer": "ringing",
};

function DeedRow({ deed }: { deed: AgentDeed }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? "UTC");
  return (
    <li
      className="flex min-h-11 items-center gap-3 border-rule border-t px-4 text-table"
      data-testid="my-call"
      data-deed={deed.deed}
    >
      <span className="figure text-ink-2">{timeText(Date.parse(deed.at), timeZone, "minute")}</span>
      <span className={deed.deed === "rang-no-answer" ? "inline-flex text-ink-3" : "inline-flex text-talk"}>
        <Glyph name={glyphs[deed.deed]} />
        <span className="unseen">{words.calls.deeds[deed.deed]}</span>
      </span>
      <Link
        href={callAddress({ id: deed.callId, startedAt: deed.startedAt })}
        prefetch={false}
        className="min-w-0 flex-1 truncate"
      >
        <bdi>{plainName(callerText(deed))}</bdi>
      </Link>
      <span className={deed.deed === "rang-no-answer" ? "figure text-ink-2" : "figure"}>{lengthText(deed)}</span>
    </li>
  );
}

function lengthText(deed: AgentDeed): string {
  if (deed.deed === "rang-no-answer") {
    return deed.ringSeconds === null ? words.calls.rangOnly : words.calls.rangFor(deed.ringSeconds);
  }
  return deed.talkSeconds === null ? words.calls.noAnswer : timerText(deed.talkSeconds);
}
