import type { CallRecord, MissedCaller } from "#lib/board/board.ts";
import { compareText } from "#lib/board/text-order.ts";
import type { CallTruth } from "./truth.ts";

/** One caller nobody has spoken to, or nobody had. */
export interface MissedTruth {
  readonly caller: string;
  readonly calls: readonly CallRecord[];
  readonly closedBy: { readonly how: NonNullable<MissedCaller["resolution"]>["how"]; readonly callId: string } | null;
}

/**
 * Who is missed after these finished calls of one day, in no particular order. Each caller is one row until spoken to;
 * a withheld number is a row of its own. Numbers of the simulation differ in their last nine digits.
 */
export function missedTruth(calls: readonly CallTruth[]): MissedTruth[] {
  const rows: MissedTruth[] = [];
  const open = new Map<string, number>();
  for (const { record, what } of moments(calls)) {
    const place = record.caller === "" ? undefined : open.get(record.caller);
    const row = place === undefined ? undefined : rows[place];
    if (what === "lost" && place !== undefined && row !== undefined) {
      rows[place] = { ...row, calls: [...row.calls, record] };
    } else if (what === "lost") {
      rows.push({ caller: record.caller, calls: [record], closedBy: null });
      open.set(record.caller, rows.length - 1);
    } else if (place !== undefined && row !== undefined) {
      rows[place] = { ...row, closedBy: { how: what, callId: record.id } };
      open.delete(record.caller);
    }
  }
  return rows;
}

interface Moment {
  readonly at: string;
  readonly record: CallRecord;
  readonly what: "lost" | "rang-again" | "called-back";
}

function moments(calls: readonly CallTruth[]): Moment[] {
  return calls
    .flatMap(({ record }): Moment[] => {
      if (record.answeredAt !== null) {
        return [{ at: record.answeredAt, record, what: record.direction === "inbound" ? "rang-again" : "called-back" }];
      }
      const lost = record.direction === "inbound" && record.endedAt !== null;
      return lost ? [{ at: record.endedAt, record, what: "lost" }] : [];
    })
    .sort((left, right) => compareText(left.at, right.at));
}
