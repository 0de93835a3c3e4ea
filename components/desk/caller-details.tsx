import Link from "next/link";
import { type ReactNode, useMemo } from "react";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useFigures } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { useQueueNames } from "#components/supervisor/use-queue-names.ts";
import { maskedEnd } from "#lib/access/mask.ts";
import type { LiveCall } from "#lib/board/board.ts";
import { callAddress } from "#lib/calls/call-address.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useIdentity } from "#lib/client/identity.ts";
import type { DeskCard } from "#lib/desk/desk-card.ts";
import { momentText } from "#lib/desk/moment-text.ts";
import { nextWaiting } from "#lib/desk/queue-rows.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { noValue, timerText } from "#lib/display/texts.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";
import { callerText } from "./caller-name.ts";
import { words } from "./words.ts";

/** What the server knows of a caller, and whether it has been said yet. */
export type CallerKnowledge =
  | { readonly state: "asked" | "failed" | "withheld" }
  | { readonly state: "known"; readonly caller: KnownCaller };

interface DetailsProps {
  readonly card: DeskCard;
  readonly knowledge: CallerKnowledge;
  readonly nameOf: (extension: string) => string;
}

/** Every row has its place from the first moment: what comes later moves nothing. */
export function CallerDetails({ card, knowledge, nameOf }: DetailsProps) {
  return (
    <dl className="desk-details" data-testid="card-details">
      <Row label={words.cards.lastTalk} rows={2} name="last-talk">
        <LastTalk knowledge={knowledge} nameOf={nameOf} />
      </Row>
      <Row label={words.cards.missed} name="missed">
        <MissedBefore caller={card.caller} knowledge={knowledge} />
      </Row>
      {card.direction === "outbound" ? null : (
        <>
          <Row label={words.cards.also} name="also">
            {card.others.length === 0 ? (
              <span className="text-ink-2">{words.cards.noOther}</span>
            ) : (
              <bdi className="line-clamp-1">{plainName(card.others.map(nameOf).join(", "))}</bdi>
            )}
          </Row>
          {card.line.kind === "queue" ? <Next card={card} queue={card.line.queue} /> : null}
        </>
      )}
      <Row label="" name="open">
        <Link href={callAddress({ id: card.callId, startedAt: card.startedAt })} prefetch={false}>
          {words.cards.openCall}
        </Link>
      </Row>
    </dl>
  );
}

function Row(props: { label: string; name: string; rows?: 1 | 2; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-2">{props.label}</dt>
      <dd data-testid={`card-${props.name}`} data-rows={props.rows ?? 1}>
        {props.children}
      </dd>
    </div>
  );
}

function Unknown({ state }: { state: "asked" | "failed" | "withheld" }) {
  return <span className="text-ink-2">{state === "asked" ? words.cards.lookingUp : words.cards.notKnown}</span>;
}

function LastTalk({ knowledge, nameOf }: Omit<DetailsProps, "card">) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? "UTC");
  const at = useBoardLink((link) => link.board?.at ?? null);
  const { account } = useIdentity();
  if (knowledge.state !== "known") return <Unknown state={knowledge.state} />;
  const { lastTalk } = knowledge.caller;
  if (lastTalk === null) return <span className="text-ink-2">{words.cards.neverSpoke}</span>;
  const talk = lastTalk.talkSeconds === null ? noValue : timerText(lastTalk.talkSeconds);
  const moment = momentText(lastTalk.at, Date.parse(at ?? lastTalk.at), timeZone);
  const address = callAddress({ id: lastTalk.callId, startedAt: lastTalk.startedAt });
  return (
    <>
      <bdi className="block truncate">{plainName(words.cards.withWhom(nameOf(lastTalk.agent), talk))}</bdi>
      {account?.role === "agent" && account.extension !== lastTalk.agent ? (
        // A colleague's call: that it was is told, and no more.
        <span className="figure">{moment}</span>
      ) : (
        <Link href={address} prefetch={false} className="figure">
          {moment}
        </Link>
      )}
    </>
  );
}

function MissedBefore({ caller, knowledge }: { caller: string; knowledge: CallerKnowledge }) {
  if (knowledge.state !== "known") return <Unknown state={knowledge.state} />;
  const { missedBefore } = knowledge.caller;
  return (
    <FigureLink name="caller-missed" scope={{ caller }} label={words.cards.missed}>
      {missedBefore === 0 ? words.cards.neverMissed : words.cards.missedTimes(missedBefore)}
    </FigureLink>
  );
}

const noCalls: readonly LiveCall[] = [];

function Next({ card, queue }: { card: DeskCard; queue: string }) {
  const calls = useBoardLink((link) => link.board?.calls ?? noCalls);
  const waiting = useBoardLink((link) => link.board?.queues.find((one) => one.queue === queue)?.waiting ?? 0);
  const gone = useFigures() === "gone";
  const next = useMemo(() => nextWaiting(calls, queue, card.callId), [calls, queue, card.callId]);
  const name = plainName(useQueueNames()(queue));
  // Whoever rings here still waits, and is counted.
  const waitingText = card.part.kind === "ringing" ? words.cards.waitingWithThis : words.cards.waiting;
  return (
    <Row label={words.cards.next(name)} name="next">
      <span className="flex min-w-0 items-baseline gap-2">
        {gone ? noValue : null}
        {!gone && next === null ? <span className="text-ink-2">{words.cards.nextNobody}</span> : null}
        {!gone && next !== null ? (
          <>
            {next.callerName === null && maskedEnd(next.caller) === "" ? null : (
              <Name text={callerText(next)} cut="end" />
            )}
            <Timer since={next.waitingSince ?? next.startedAt} />
          </>
        ) : null}
        <span className="ms-auto flex-none">
          <FigureLink name="now-waiting" scope={{ queue }} label={name}>
            {gone ? noValue : waitingText(waiting)}
          </FigureLink>
        </span>
      </span>
    </Row>
  );
}
