import type { CallEntry } from "#lib/board/board-state.ts";
import { presence } from "#lib/board/queue-entry.ts";
import type { Passage } from "#lib/call/passages.ts";

/** ms between two points of a trend. */
const trendStep = 2 * 60_000;
/** Of the last two hours, both ends included. */
export const trendPoints = 61;

/** A caller's stay in a queue, unanswered. Epoch ms; it lasts from `from` up to, not including, `to`. */
interface Wait {
  readonly queue: string;
  readonly from: number;
  readonly to: number;
}

/**
 * How many callers waited in each queue, every two minutes of the last two hours, oldest first; the last point is `now`
 * (epoch ms) and equals the board's own figure. Queues nobody waited in at any of those instants are not in it.
 */
export function waitingTrends(calls: Iterable<CallEntry>, now: number): ReadonlyMap<string, readonly number[]> {
  const trends = new Map<string, number[]>();
  const start = now - (trendPoints - 1) * trendStep;
  for (const call of calls) {
    if (wasOverBy(call, start)) continue;
    for (const wait of waitsOf(call)) {
      const first = Math.max(0, Math.ceil((wait.from - start) / trendStep));
      const end = Math.min(trendPoints, Math.ceil((wait.to - start) / trendStep));
      if (first >= end) continue;
      const trend = trends.get(wait.queue) ?? new Array<number>(trendPoints).fill(0);
      for (let point = first; point < end; point++) trend[point] = (trend[point] ?? 0) + 1;
      trends.set(wait.queue, trend);
    }
  }
  return trends;
}

/** Of a busy day most are, and need not be looked at. */
function wasOverBy({ view }: CallEntry, at: number): boolean {
  return view !== null && view.part.phase === "over" && Math.max(view.facts.lastAt, view.part.endedAt ?? 0) < at;
}

function waitsOf({ view, live }: CallEntry): readonly Wait[] {
  if (view === null) return [];
  const overAt = view.part.phase === "over" ? view.part.endedAt : null;
  const past = view.passages.flatMap((passage, i): readonly Wait[] => {
    const to = endOf(passage, view.passages[i + 1], overAt);
    return to === null ? [] : [{ queue: passage.queue, from: passage.enteredAt, to }];
  });
  const here = presence(live);
  if (here === null || here.counts.waiting === 0) return past;
  const entered = view.passages.findLast((passage) => passage.queue === here.queue)?.enteredAt ?? view.facts.firstAt;
  return [...past, { queue: here.queue, from: entered, to: Number.POSITIVE_INFINITY }];
}

/** When the caller no longer waited in it; null while they do, and where nobody knows. */
function endOf(passage: Passage, next: Passage | undefined, overAt: number | null): number | null {
  switch (passage.outcome) {
    case "open":
    case "unknown":
      return null;
    case "answered":
      return passage.answeredBy?.begunAt ?? null;
    case "overflowed":
      return next?.enteredAt ?? overAt;
    case "missed":
      return overAt;
  }
}
