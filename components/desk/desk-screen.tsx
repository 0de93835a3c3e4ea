"use client";

import { useEffect, useRef } from "react";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useFigures } from "#components/board/use-board-time.ts";
import { OfficeFrame } from "#components/office/office-frame.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { DeskCard } from "#lib/desk/desk-card.ts";
import { callTitle } from "#lib/desk/tab-title.ts";
import { agentDay } from "#lib/protocol/api/desk-answers.ts";
import { CallBacks } from "./call-backs.tsx";
import { callerText, lineSentence, lineText } from "./caller-name.ts";
import { DeskCardView } from "./desk-card.tsx";
import { MyCalls } from "./my-calls.tsx";
import { MyState } from "./my-state.tsx";
import { QueuePressure } from "./queue-pressure.tsx";
import { RingNotices } from "./ring-notices.tsx";
import { useDesk } from "./use-desk.ts";
import { useRingNotices } from "./use-ring-notices.ts";
import { words } from "./words.ts";
import "./desk.css";

/** What one agent needs of the board: who rings, how one's queues stand, one's own calls, and whom to call back. */
export function DeskScreen({ extension }: { extension: string }) {
  const cards = useDesk(extension);
  const nameOf = useAgentNames();
  useToldAloud(cards, nameOf);
  useRingNotices(cards, nameOf);
  const day = useAnswer(`/api/desk?${new URLSearchParams({ extension })}`, agentDay, {
    refreshWhen: useDeeds(extension),
  });
  return (
    <OfficeFrame title={words.title(extension)} tabTitle={useTabTitle(cards, nameOf, extension)} screen="desk">
      <div className="grid items-start gap-4 xl:grid-cols-2 max-lg:gap-3">
        <div className="grid min-w-0 gap-4 max-lg:gap-3">
          <Cards cards={cards} nameOf={nameOf} />
          <MyState extension={extension} />
          <QueuePressure extension={extension} mine={day.data?.queues ?? noQueues} />
        </div>
        <div className="grid min-w-0 gap-4 max-lg:gap-3">
          <CallBacks extension={extension} />
          <MyCalls extension={extension} day={day} />
          <RingNotices />
        </div>
      </div>
    </OfficeFrame>
  );
}

const noQueues: readonly string[] = [];

function Cards({ cards, nameOf }: { cards: readonly DeskCard[]; nameOf: (extension: string) => string }) {
  if (cards.length === 0) return null;
  const inHand = cards.find((card) => card.part.kind === "ringing") ?? cards[0];
  return (
    <section aria-label={words.cards.title} className="grid gap-3" data-testid="cards">
      {cards.map((card) => (
        <DeskCardView key={card.callId} card={card} brief={card !== inHand} nameOf={nameOf} />
      ))}
    </section>
  );
}

/** Changes with whatever changes this extension's day. */
function useDeeds(extension: string): string | null {
  return useBoardLink((link) => {
    if (link.board === null) return null;
    const agent = link.board.agents.find((one) => one.extension === extension);
    if (agent === undefined) return "";
    const { state, callId, answered, outbound, ringNoAnswer, talkSeconds } = agent;
    return [state, callId, answered, outbound, ringNoAnswer, talkSeconds].join(" ");
  });
}

/** Old figures ring in no tab. */
function useTabTitle(cards: readonly DeskCard[], nameOf: (extension: string) => string, extension: string): string {
  const running = useFigures() === "running";
  const card = cards.find(({ part }) => part.kind === "ringing") ?? cards.find(({ part }) => part.kind !== "ended");
  if (!running || card === undefined || card.part.kind === "ended") return words.title(extension);
  const line = lineText(card.line, nameOf);
  return callTitle(card.part.kind, callerText(card), card.line.kind === "direct" ? null : line.what);
}

function useToldAloud(cards: readonly DeskCard[], nameOf: (extension: string) => string): void {
  const announce = useAnnounce();
  const told = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const ringing = cards.filter((card) => card.part.kind === "ringing");
    for (const card of ringing) {
      if (told.current.has(card.callId)) continue;
      announce(words.cards.told(callerText(card), lineSentence(lineText(card.line, nameOf))));
    }
    told.current = new Set(ringing.map((card) => card.callId));
  }, [cards, nameOf, announce]);
}
