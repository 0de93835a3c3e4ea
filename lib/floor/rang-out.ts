import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { CallEntry } from "#lib/board/board-state.ts";
import { compareNumbers } from "#lib/board/number-order.ts";
import { isOpenAt } from "#lib/board/office-hours.ts";

/** Rings of one phone that all ran out, since the agent last answered or dialled. */
export interface RangOut {
  readonly extension: string;
  readonly count: number;
  /** When the first of them began, epoch ms. */
  readonly since: number;
}

interface Deed {
  readonly at: number;
  /** Whether it is a ring that ran out; otherwise the agent answered or dialled. */
  readonly ranOut: boolean;
  /** The queue whose caller it was; null: none's. */
  readonly queue: string | null;
}

/**
 * By extension. A ring that a colleague was quicker to answer, or that still goes on, says nothing of the agent. One
 * outside its queue's hours neither, for nobody is there: what rings out begins anew after it.
 */
export function rangOutRuns(
  calls: Iterable<CallEntry>,
  { queueRules, timeZone }: Pick<BoardSettings, "queueRules" | "timeZone">,
): readonly RangOut[] {
  const wasClosed = ({ queue, at }: Deed): boolean => {
    const hours = queue === null ? null : (queueRules.get(queue)?.hours ?? null);
    return hours !== null && !isOpenAt(hours, at, timeZone);
  };
  return [...deedsByAgent(calls)]
    .flatMap(([extension, deeds]) => {
      const run = runOf(deeds, wasClosed);
      const [first] = run;
      return first === undefined ? [] : [{ extension, count: run.length, since: first.at }];
    })
    .sort((a, b) => compareNumbers(a.extension, b.extension));
}

function runOf(deeds: readonly Deed[], wasClosed: (deed: Deed) => boolean): readonly Deed[] {
  const lastDone = deeds.reduce((last, deed) => (deed.ranOut ? last : Math.max(last, deed.at)), 0);
  const run = deeds.filter((deed) => deed.ranOut && deed.at > lastDone).sort((a, b) => a.at - b.at);
  return run.slice(run.findLastIndex(wasClosed) + 1);
}

function deedsByAgent(calls: Iterable<CallEntry>): ReadonlyMap<string, readonly Deed[]> {
  const byAgent = new Map<string, Deed[]>();
  for (const { shares, view } of calls) {
    for (const tally of shares.tallies) {
      if (tally.of !== "agent" || tally.deed === "rang") continue;
      const deeds = byAgent.get(tally.agent) ?? [];
      const ranOut = tally.deed === "rang-no-answer";
      const passage = ranOut ? view?.passages.findLast(({ enteredAt }) => enteredAt <= tally.at) : undefined;
      deeds.push({ at: tally.at, ranOut, queue: passage?.queue ?? null });
      byAgent.set(tally.agent, deeds);
    }
  }
  return byAgent;
}
