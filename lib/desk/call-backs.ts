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
  return missed.filter((row) => isMine(row, extension, claims)).sort(oldestFirst);
}

/**
 * Open callers whom nobody has taken and who did not ring this phone: anyone may. Oldest first; without those who
 * withhold their number, whom nobody can call.
 */
export function anyonesCallBacks(missed: readonly MissedCaller[], extension: string): readonly MissedCaller[] {
  return missed
    .filter((row) => row.status === "open" && row.caller !== "" && !row.rang.includes(extension))
    .sort(oldestFirst);
}

function oldestFirst(a: MissedCaller, b: MissedCaller): number {
  return compareText(a.firstAt, b.firstAt) || compareText(a.id, b.id);
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
