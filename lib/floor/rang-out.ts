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

/** A ring that ran out, of which call. */
interface Ring {
  readonly at: number;
  readonly view: CallEntry["view"];
}

/** Only what is needed: a busy day has a hundred thousand tallies, and screens ask every few seconds. */
interface Deeds {
  /** When the agent last answered or dialled, epoch ms. */
  lastDone: number;
  /** In no order; of those before `lastDone` only some. */
  readonly rings: Ring[];
}

/**
 * By extension. A ring that a colleague was quicker to answer, or that still goes on, says nothing of the agent. One
 * outside its queue's hours neither, for nobody is there: what rings out begins anew after it.
 */
export function rangOutRuns(
  calls: Iterable<CallEntry>,
  { queueRules, timeZone, site }: Pick<BoardSettings, "queueRules" | "timeZone" | "site">,
): readonly RangOut[] {
  const wasClosed = ({ view, at }: Ring): boolean => {
    const queue = view?.passages.findLast(({ enteredAt }) => enteredAt <= at)?.queue;
    const hours = queue === undefined ? null : (queueRules.get(queue)?.hours ?? site.hours);
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

function runOf({ lastDone, rings }: Deeds, wasClosed: (ring: Ring) => boolean): readonly Ring[] {
  const run = rings.filter(({ at }) => at > lastDone).sort((a, b) => a.at - b.at);
  return run.slice(run.findLastIndex(wasClosed) + 1);
}

function deedsByAgent(calls: Iterable<CallEntry>): ReadonlyMap<string, Deeds> {
  const byAgent = new Map<string, Deeds>();
  for (const { shares, view } of calls) {
    for (const tally of shares.tallies) {
      if (tally.of !== "agent" || tally.deed === "rang") continue;
      const deeds = byAgent.get(tally.agent) ?? { lastDone: 0, rings: [] };
      if (tally.deed !== "rang-no-answer") deeds.lastDone = Math.max(deeds.lastDone, tally.at);
      else if (tally.at > deeds.lastDone) deeds.rings.push({ at: tally.at, view });
      byAgent.set(tally.agent, deeds);
    }
  }
  return byAgent;
}
