import Link from "next/link";
import type { ReactNode } from "react";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useBoardNow } from "#components/board/use-board-time.ts";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { FigureLink } from "#components/office/figure-link.tsx";
import type { CallRecord, MissedCaller } from "#lib/board/board.ts";
import { callAddress } from "#lib/calls/call-address.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { ageOf, noValue, timerText, timeText } from "#lib/display/texts.ts";
import { callersAnswer } from "#lib/protocol/api/call-answers.ts";
import { figureAnswer } from "#lib/protocol/api/report-answers.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { words } from "./words.ts";

/** The calls behind a row, each with its time and where it was lost. */
export function CallsBehind({ row }: { row: MissedCaller }) {
  const answer = useAnswer(`/api/figures/missed-row?${new URLSearchParams({ row: row.id })}`, figureAnswer, {
    refreshWhen: row.count,
  });
  const queueName = useQueueNames();
  const agentName = useAgentNames();
  return (
    <Part title={words.detail.calls}>
      <AnswerGate answer={answer}>
        {({ items }) => (
          <ul className="grid gap-1 text-table">
            {items.map(({ at, call, waitSeconds }) => (
              <li key={`${call.id} ${at}`} className="flex min-w-0 flex-wrap gap-x-3">
                <CallTime call={call} at={call.startedAt} />
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {words.detail.lostAt(
                    words.row.lostAfter(
                      call.lostIn === null ? words.row.notKnown : words.row.lost[call.lostIn],
                      waitSeconds === null ? null : timerText(waitSeconds),
                    ),
                  )}
                  {call.queue === null ? null : (
                    <>
                      {" · "}
                      <bdi>{queueName(call.queue)}</bdi>
                    </>
                  )}
                  {call.rang.length === 0 ? null : (
                    <>
                      {" · "}
                      <bdi>{words.row.rang(call.rang.map(agentName).join(", "))}</bdi>
                    </>
                  )}
                </span>
              </li>
            ))}
          </ul>
        )}
      </AnswerGate>
    </Part>
  );
}

/** What was tried, by whom, and what they noted. */
export function Tries({ row }: { row: MissedCaller }) {
  const { attempts, resolution } = row;
  if (attempts.length === 0 && resolution === null) return null;
  return (
    <Part title={words.detail.attempts}>
      <ul className="grid gap-1 text-table">
        {attempts.map(({ at, by, note }) => (
          <li key={`${at} ${by}`} className="flex min-w-0 gap-x-3">
            <Time at={at} />
            <bdi className="min-w-0 [overflow-wrap:anywhere]">{words.detail.attempt(by, note)}</bdi>
          </li>
        ))}
        {resolution === null ? null : (
          <li className="flex min-w-0 gap-x-3">
            <Time at={resolution.at} />
            <bdi className="min-w-0 [overflow-wrap:anywhere]">{words.row.how(resolution, resolution.by)}</bdi>
          </li>
        )}
      </ul>
    </Part>
  );
}

/** What there was with this caller before: with whom they talked, and how often they were lost. */
export function Contacts({ row }: { row: MissedCaller }) {
  const url = row.caller === "" ? null : `/api/callers?numbers=${encodeURIComponent(row.caller)}`;
  const answer = useAnswer(url, callersAnswer, { refreshWhen: row.changes });
  const agentName = useAgentNames();
  const now = useBoardNow();
  if (url === null) return null;
  return (
    <Part title={words.detail.before}>
      <AnswerGate answer={answer}>
        {({ callers: [caller] }) => {
          if (caller === undefined) return null;
          const { lastTalk } = caller;
          const ago = ageOf(secondsBetween(lastTalk?.at ?? null, now));
          return (
            <ul className="grid gap-1 text-table">
              <li>
                {lastTalk === null ? (
                  words.detail.neverTalked
                ) : (
                  <bdi>
                    {words.detail.lastTalk(
                      agentName(lastTalk.agent),
                      ago === null ? noValue : words.row.lastTalk(ago),
                      timerText(lastTalk.talkSeconds),
                    )}
                  </bdi>
                )}
              </li>
              <li>
                <FigureLink name="caller-inbound" scope={{ caller: row.caller }} label="">
                  {words.detail.callsToday(caller.callsToday)}
                </FigureLink>
              </li>
              <li>
                <FigureLink name="caller-missed" scope={{ caller: row.caller }} label="">
                  {words.detail.missedBefore(caller.missedBefore)}
                </FigureLink>
              </li>
            </ul>
          );
        }}
      </AnswerGate>
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid gap-1">
      <h4 className="font-medium text-ink-2 text-meta">{title}</h4>
      {children}
    </div>
  );
}

function CallTime({ call, at }: { call: Pick<CallRecord, "id" | "startedAt">; at: string }) {
  return (
    <Link prefetch={false} href={callAddress(call)}>
      <span className="unseen">{words.detail.open} </span>
      <Time at={at} />
    </Link>
  );
}

/** The time, with its date where that is not today's. */
function Time({ at }: { at: string }) {
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? null);
  const today = useBoardLink((link) => link.board?.at ?? null);
  if (timeZone === null) return null;
  const time = timeText(Date.parse(at), timeZone, "second");
  const date = dateText(at, timeZone);
  const text = today !== null && dateText(today, timeZone) === date ? time : `${date} ${time}`;
  return (
    <time dateTime={at} className="figure shrink-0">
      {text}
    </time>
  );
}

function dateText(at: string, timeZone: string): string {
  return new Date(at).toLocaleDateString("en-GB", { timeZone, day: "numeric", month: "short" });
}
