import type { MissedCaller } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";

/**
 * Missed callers that concern one desk: those who rang its phone, and those its person has taken. Oldest first.
 * @param me the name of whoever sits there; null: nobody said
 */
export function myCallBacks(
  missed: readonly MissedCaller[],
  extension: string,
  me: string | null,
): readonly MissedCaller[] {
  return missed
    .filter((row) => isMine(row, extension, me))
    .sort((a, b) => compareText(a.firstAt, b.firstAt) || compareText(a.id, b.id));
}

function isMine(row: MissedCaller, extension: string, me: string | null): boolean {
  switch (row.status) {
    case "resolved":
      return false;
    case "claimed":
      return (me !== null && row.claimedBy === me) || row.rang.includes(extension);
    case "open":
      return row.rang.includes(extension);
  }
}
