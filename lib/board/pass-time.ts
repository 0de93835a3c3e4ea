import { noDeeds, publishAgent } from "./agent-entry.ts";
import { type CallEntry, type Draft, noTotals } from "./board-state.ts";
import { keepMiss, turnCallers } from "./caller-history.ts";
import { dayOf } from "./day.ts";
import { noPassages, publishQueue } from "./queue-entry.ts";
import { removeCall, reviewCall } from "./shift-call.ts";

/** Brings the draft to `now` (epoch ms), doing what falls due on the way, each at its own time. */
export function passTime(draft: Draft, now: number): void {
  for (;;) {
    const first = draft.dues.firstKey();
    const callDue = first === undefined ? Number.POSITIVE_INFINITY : Number.parseInt(first, 10);
    const due = Math.min(callDue, draft.day.end);
    if (due > now) break;
    draft.now = Math.max(draft.now, due);
    if (draft.day.end <= callDue) turnDay(draft);
    else if (first !== undefined) callIsDue(draft, first);
  }
  draft.now = Math.max(draft.now, now);
}

function callIsDue(draft: Draft, dueKey: string): void {
  const key = draft.dues.get(dueKey);
  const entry = key === undefined ? undefined : draft.calls.get(key);
  if (entry === undefined) draft.dues.delete(dueKey);
  else if (entry.view?.part.phase !== "live") forget(draft, entry);
  else reviewCall(draft, entry.view.part.closesWhenDue ? closed(entry, draft.now) : entry);
}

function forget(draft: Draft, entry: CallEntry): void {
  removeCall(draft, entry);
  keepMiss(draft, entry);
  draft.forgotten.push(entry);
}

function closed(entry: CallEntry, at: number): CallEntry {
  return { ...entry, memory: { ...entry.memory, closedAt: at } };
}

/** Midnight: the figures of today start at nought. */
function turnDay(draft: Draft): void {
  draft.day = dayOf(draft.day.end, draft.settings.timeZone);
  draft.totals = noTotals;
  for (const [queue, entry] of [...draft.queueEntries.entries()]) {
    draft.queueEntries.set(queue, { ...entry, passages: noPassages });
    publishQueue(draft, queue);
  }
  for (const [agent, entry] of [...draft.agentEntries.entries()]) {
    draft.agentEntries.set(agent, { ...entry, sums: noDeeds });
    publishAgent(draft, agent);
  }
  turnCallers(draft);
}
