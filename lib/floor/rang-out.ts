import type { CallEntry } from "#lib/board/board-state.ts";
import { compareNumbers } from "#lib/board/number-order.ts";

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
}

/** By extension. A ring that a colleague was quicker to answer, or that still goes on, says nothing of the agent. */
export function rangOutRuns(calls: Iterable<CallEntry>): readonly RangOut[] {
  return [...deedsByAgent(calls)]
    .flatMap(([extension, deeds]) => {
      const lastDone = deeds.reduce((last, deed) => (deed.ranOut ? last : Math.max(last, deed.at)), 0);
      const run = deeds.filter((deed) => deed.ranOut && deed.at > lastDone);
      const since = run.reduce((first, deed) => Math.min(first, deed.at), Number.POSITIVE_INFINITY);
      return run.length === 0 ? [] : [{ extension, count: run.length, since }];
    })
    .sort((a, b) => compareNumbers(a.extension, b.extension));
}

function deedsByAgent(calls: Iterable<CallEntry>): ReadonlyMap<string, readonly Deed[]> {
  const byAgent = new Map<string, Deed[]>();
  for (const { shares } of calls) {
    for (const tally of shares.tallies) {
      if (tally.of !== "agent" || tally.deed === "rang") continue;
      const deeds = byAgent.get(tally.agent) ?? [];
      deeds.push({ at: tally.at, ranOut: tally.deed === "rang-no-answer" });
      byAgent.set(tally.agent, deeds);
    }
  }
  return byAgent;
}
