import type { MissedCaller } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";

/**
 * Missed callers that concern one desk: those who rang its phone, and those its person has taken. Oldest first.
 * @param claims whether whoever sits there has taken the row
 */
export function myCallBacks(
  missed: readonly MissedCaller[],
  extension: string,
  claims: (row: MissedCaller) => boolean,
): readonly MissedCaller[] {
  return missed
    .filter((row) => isMine(row, extension, claims))
    .sort((a, b) => compareText(a.firstAt, b.firstAt) || compareText(a.id, b.id));
}

function isMine(row: MissedCaller, extension: string, claims: (row: MissedCaller) => boolean): boolean {
  switch (row.status) {
    case "resolved":
      return false;
    case "claimed":
      return claims(row) || row.rang.includes(extension);
    case "open":
      return row.rang.includes(extension);
  }
}
