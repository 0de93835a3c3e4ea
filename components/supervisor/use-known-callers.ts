import { useMemo } from "react";
import type { MissedCaller } from "#lib/board/board.ts";
import { useAnswer } from "#lib/client/answers.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { callersAnswer, type KnownCaller } from "#lib/protocol/api/call-answers.ts";

/** Callers asked for together. */
const batch = 25;

/** What is known of the callers of the rows in sight, by number; a row further off is not in it. */
export function useKnownCallers(
  rows: readonly MissedCaller[],
  first: number,
  last: number,
): ReadonlyMap<string, KnownCaller> {
  const start = Math.floor(Math.max(0, first) / batch) * batch;
  const above = useBatch(rows.slice(start, start + batch));
  const below = useBatch(last < start + batch ? [] : rows.slice(start + batch, start + 2 * batch));
  return useMemo(() => new Map([...above, ...below]), [above, below]);
}

const nobody: ReadonlyMap<string, KnownCaller> = new Map();

function useBatch(rows: readonly MissedCaller[]): ReadonlyMap<string, KnownCaller> {
  const numbers = [...new Set(rows.map((row) => row.caller).filter((caller) => /\d/.test(caller)))];
  const query = numbers.map(encodeURIComponent).join(",");
  // Whoever was talked with meanwhile makes a row resolve, or another call: both are counted here.
  const talks = useBoardLink((link) => (link.board?.today?.answered ?? 0) + (link.board?.today?.outboundAnswered ?? 0));
  // A row that closed by itself is asked about as soon as its call is over: it is to say who spoke with the caller.
  const closed = useBoardLink(({ board }) => {
    const live = new Set(board?.calls.map(({ id }) => id));
    return rows.filter(({ resolution }) => resolution?.callId && !live.has(resolution.callId)).length;
  });
  const { data } = useAnswer(query === "" ? null : `/api/callers?numbers=${query}&closed=${closed}`, callersAnswer, {
    refreshWhen: talks,
    pause: 10_000,
  });
  return useMemo(
    () => (data === null ? nobody : new Map(data.callers.map((caller) => [caller.number, caller]))),
    [data],
  );
}
