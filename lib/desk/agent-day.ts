import type { BoardState } from "#lib/board/board-state.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { compareText } from "#lib/board/text-order.ts";
import { talkSeconds } from "#lib/call/call-record.ts";
import type { Tally } from "#lib/call/call-shares.ts";
import type { CallView } from "#lib/call/call-view.ts";
import type { Conversation } from "#lib/call/conversations.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { AgentDay, AgentDeed } from "#lib/protocol/api/desk-answers.ts";

const mostDeeds = 500;

type AgentTally = Extract<Tally, { of: "agent" }>;

/** What one extension did since local midnight: exactly what its figures on the board count. */
export function agentDay(state: BoardState, extension: string): AgentDay {
  const queues = new Set<string>();
  const deeds: AgentDeed[] = [];
  for (const entry of state.calls.values()) {
    const { view } = entry;
    if (view === null) continue;
    for (const tally of entry.shares.tallies) {
      if (tally.of !== "agent" || tally.agent !== extension || tally.at < state.day.start) continue;
      const queue = queueAt(view, tally.at);
      if (queue !== null) queues.add(queue);
      const told = deedOf(view, tally, queue);
      if (told !== null) deeds.push(told);
    }
  }
  deeds.sort((a, b) => compareText(b.at, a.at) || compareText(b.callId, a.callId));
  return {
    extension,
    queues: [...queues].sort(compareNumbers),
    deeds: deeds.slice(0, mostDeeds),
    more: Math.max(0, deeds.length - mostDeeds),
  };
}

/** The queue the call had last entered by then. */
function queueAt(view: CallView, at: number): string | null {
  return view.passages.findLast((passage) => passage.enteredAt <= at)?.queue ?? null;
}

function deedOf(view: CallView, { deed, at, agent }: AgentTally, queue: string | null): AgentDeed | null {
  const told = {
    at: isoTime(at),
    callId: view.id,
    startedAt: isoTime(view.facts.firstAt),
    caller: view.facts.caller ?? "",
    callerName: view.facts.callerName,
    queue,
    ringSeconds: null,
  };
  switch (deed) {
    case "answered":
      return { ...told, deed, talkSeconds: talkOf(view.conversations.find((one) => isBy(one, agent, at))) };
    case "dialed":
      return { ...told, deed, talkSeconds: talkOf(view.conversations.find((one) => one.agent === agent)) };
    case "rang-no-answer":
      return { ...told, deed, talkSeconds: null, ringSeconds: ringSeconds(view, agent, at) };
    case "rang":
    case "talked":
      return null;
  }
}

function isBy(conversation: Conversation, agent: string, begunAt: number): boolean {
  return conversation.agent === agent && conversation.begunAt === begunAt;
}

function talkOf(conversation: Conversation | undefined): number | null {
  return conversation === undefined ? null : talkSeconds(conversation);
}

function ringSeconds(view: CallView, phone: string, from: number): number | null {
  const ring = view.rings.find((one) => one.phone === phone && one.from === from);
  return ring === undefined ? null : (ring.to - ring.from) / 1000;
}
