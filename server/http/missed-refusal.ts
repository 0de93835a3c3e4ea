import { Temporal } from "temporal-polyfill";
import type { MissedAct } from "#lib/board/act.ts";
import type { Resolution } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { caseOf } from "#lib/board/caller-history.ts";
import type { Verdict } from "#lib/board/deed-rules.ts";

/** One sentence about who was first, and since when. Times are the board's. */
export function whyRefused(board: BoardState, act: MissedAct, verdict: Extract<Verdict, { is: "refused" }>): string {
  const { because, by } = verdict;
  switch (because) {
    case "claimed": {
      const since = by === null ? null : heldSince(board, act.id, by);
      return since === null ? `${by} has this caller.` : `${by} has had this caller since ${timeOn(board, since)}.`;
    }
    case "resolved":
      return resolvedBy(board, act.id);
    case "changed":
      return `${by ?? "A call"} has changed it since you looked.`;
    case "newer-row":
      return "The caller was missed again since: a newer row stands for both.";
    case "as-it-was":
      return "It is so already.";
    case "worn-out":
      return "So much was done with this row that it can only be closed.";
  }
}

/** When the person took the row, epoch ms; null: that is not known any more. */
function heldSince(board: BoardState, id: string, person: string): number | null {
  const found = caseOf(board, id);
  const deeds = found === null ? [] : (board.callers.get(found.key)?.deeds ?? []);
  let since: number | null = null;
  for (const { deed, by, at } of deeds) {
    if (deed === "release" || deed === "done" || deed === "not-needed" || deed === "reopen") since = null;
    else if ((deed === "claim" || deed === "attempt") && by === person) since ??= at;
  }
  return since;
}

function resolvedBy(board: BoardState, id: string): string {
  const callId = id.slice(0, Math.max(0, id.lastIndexOf("@")));
  const rows = [...board.missed.values()].filter((row) => row.callIds.includes(callId));
  const resolution = rows.find((row) => row.resolution !== null)?.resolution;
  if (!resolution) return "It is closed already.";
  const at = timeOn(board, Date.parse(resolution.at));
  return resolution.by === null ? `${closedBy[resolution.how]} at ${at}.` : `${resolution.by} closed it at ${at}.`;
}

const closedBy: Record<Resolution["how"], string> = {
  "called-back": "The caller was called back",
  "rang-again": "The caller rang again, and was answered,",
  "by-hand": "It was closed by hand",
};

/** "14:03", with its date where that is not the board's today. @param at epoch ms */
function timeOn({ day, settings }: BoardState, at: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(settings.timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: "minute" });
  return at >= day.start && at < day.end ? time : `${time} on ${local.toPlainDate().toString()}`;
}
