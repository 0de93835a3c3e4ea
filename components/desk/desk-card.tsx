import { memo } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useFigures, useLastMessage } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { useQueueNames } from "#components/supervisor/use-queue-names.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { DeskCard, EndedPart, LivePart } from "#lib/desk/desk-card.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { timerText, timeText } from "#lib/display/texts.ts";
import { callersAnswer } from "#lib/protocol/api/call-answers.ts";
import { CallerDetails, type CallerKnowledge } from "./caller-details.tsx";
import { callerText, lineText } from "./caller-name.ts";
import { words } from "./words.ts";

interface DeskCardViewProps {
  readonly card: DeskCard;
  /** What is known of the caller is left out, so that the card in hand keeps its room. */
  readonly brief: boolean;
  readonly nameOf: (extension: string) => string;
}

const glyphs: Readonly<Record<LivePart["kind"], GlyphName>> = {
  ringing: "ringing",
  talking: "talking",
  dialing: "dialing",
};

/** One call of this phone: who, for which line, and what was before (screens 2.4). */
export const DeskCardView = memo(({ card, brief, nameOf }: DeskCardViewProps) => {
  const knowledge = useKnowledge(card);
  return (
    <article
      className="desk-card"
      data-testid="desk-card"
      data-kind={card.part.kind}
      data-call={card.callId}
      data-brief={brief}
    >
      <div className="desk-card-head perishable">
        <Head part={card.part} nameOf={nameOf} />
        <Who card={card} knowledge={knowledge} brief={brief} />
        {brief && card.part.kind === "ended" ? null : <Line card={card} knowledge={knowledge} nameOf={nameOf} />}
      </div>
      {brief ? null : <CallerDetails card={card} knowledge={knowledge} nameOf={nameOf} />}
    </article>
  );
});

/** The call stands in the question, so that a caller who calls again is not told of as at the call before. */
function useKnowledge({ caller, callId }: DeskCard): CallerKnowledge {
  const asked = new URLSearchParams({ numbers: caller, call: callId });
  const answer = useAnswer(/\d/.test(caller) ? `/api/callers?${asked}` : null, callersAnswer);
  if (!/\d/.test(caller)) return { state: "withheld" };
  const known = answer.data?.callers.find((one) => one.number === caller.trim());
  if (known !== undefined && answer.state !== "loading") return { state: "known", caller: known };
  return { state: answer.state === "failed" ? "failed" : "asked" };
}

function Head({ part, nameOf }: { part: LivePart | EndedPart; nameOf: (extension: string) => string }) {
  if (part.kind === "ended") return <Ended part={part} nameOf={nameOf} />;
  return <Live part={part} />;
}

function Live({ part }: { part: LivePart }) {
  const asOf = useFrozenAt();
  const head = words.cards.head[part.kind];
  return (
    <p className="flex items-center gap-2 font-semibold text-body" data-testid="card-state">
      <span className="desk-glyph inline-flex" key={part.since} data-pulse={part.kind === "ringing" && asOf === null}>
        <Glyph name={glyphs[part.kind]} />
      </span>
      <span>{asOf === null ? head : words.cards.asOf(head, asOf)}</span>
      <span className="ms-auto text-section">
        <Timer since={part.since} />
      </span>
    </p>
  );
}

/** What stands still says of when it is; null while it runs. */
function useFrozenAt(): string | null {
  const figures = useFigures();
  const at = useLastMessage(figures);
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  return figures === "frozen" && at !== null && timeZone !== null ? timeText(at, timeZone, "second") : null;
}

function Ended({ part, nameOf }: { part: EndedPart; nameOf: (extension: string) => string }) {
  const queueName = useQueueNames();
  return (
    <p className="flex min-w-0 items-start gap-2 font-semibold text-body" data-testid="card-state">
      <span aria-hidden="true">–</span>
      <bdi className="min-w-0 [overflow-wrap:anywhere]">{plainName(words.end(part.how, nameOf, queueName))}</bdi>
    </p>
  );
}

function Who({ card, knowledge, brief }: { card: DeskCard; knowledge: CallerKnowledge; brief: boolean }) {
  const size = brief ? "text-section" : "text-ringing";
  return (
    <div className="min-w-0">
      <h3 className={`min-w-0 font-semibold leading-tight ${size}`} data-testid="card-name">
        <bdi className="line-clamp-2 [overflow-wrap:anywhere]">{plainName(callerText(card))}</bdi>
      </h3>
      <p className={`figure min-w-0 truncate ${brief ? "text-table" : "text-section"}`} data-testid="card-number">
        {secondLine(card, knowledge)}
      </p>
    </div>
  );
}

function secondLine(card: DeskCard, knowledge: CallerKnowledge): string {
  if (card.caller === "") return words.cards.withheldWhy;
  if (card.callerName !== null) return plainName(card.caller);
  switch (knowledge.state) {
    case "asked":
      return words.cards.lookingUp;
    case "known":
      return knowledge.caller.name === null ? words.cards.noName : plainName(knowledge.caller.name);
    case "failed":
    case "withheld":
      return words.cards.noName;
  }
}

function Line({
  card,
  knowledge,
  nameOf,
}: {
  card: DeskCard;
  knowledge: CallerKnowledge;
  nameOf: (extension: string) => string;
}) {
  const { label, what } = lineText(card.line, nameOf);
  if (card.direction === "outbound") return null;
  return (
    <div className="flex min-w-0 flex-wrap items-baseline gap-x-4 text-body">
      <p className="flex min-w-0 max-w-full gap-1.5" data-testid="card-line">
        <span className="flex-none">{label}</span>
        {what === null ? null : (
          <strong className="min-w-0 font-semibold">
            <Name text={what} cut="middle" />
          </strong>
        )}
      </p>
      <p className="flex flex-wrap gap-x-4" data-testid="card-waited">
        <Waited card={card} />
        <Nth caller={card.caller} knowledge={knowledge} />
      </p>
    </div>
  );
}

function Waited({ card }: { card: DeskCard }) {
  if (card.waitingSince === null) return null;
  if (card.part.kind === "ringing") {
    return (
      <span>
        {words.cards.waited} <Timer since={card.waitingSince} />
      </span>
    );
  }
  if (card.answeredAt === null) return null;
  const seconds = (Date.parse(card.answeredAt) - Date.parse(card.waitingSince)) / 1000;
  return (
    <span className="figure">
      {words.cards.waited} {timerText(seconds)}
    </span>
  );
}

function Nth({ caller, knowledge }: { caller: string; knowledge: CallerKnowledge }) {
  switch (knowledge.state) {
    case "asked":
      return <span>{words.cards.lookingUp}</span>;
    case "known":
      return (
        <span data-testid="card-nth">
          <FigureLink name="caller-inbound" scope={{ caller }} label="">
            {words.cards.nthCall(Math.max(1, knowledge.caller.callsToday))}
          </FigureLink>
        </span>
      );
    case "failed":
      return <span>{words.cards.notKnown}</span>;
    case "withheld":
      return null;
  }
}
