import type { CallRecord } from "#lib/board/board.ts";
import type { FigureAnswer } from "#lib/protocol/api/report-answers.ts";

/** A row of a list: a call, or a part of one that a figure counts. */
export interface CallRow {
  /** Tells it from the other rows. */
  readonly key: string;
  /** ISO 8601. */
  readonly at: string;
  readonly call: CallRecord;
  readonly waitSeconds: number | null;
  readonly talkSeconds: number | null;
}

export interface RowsPage {
  readonly rows: readonly CallRow[];
  /** The cursor of the next page; null after the last. */
  readonly next: string | null;
}

/** The same call is the same row, whatever has become of it since. */
export function rowOfCall(call: CallRecord): CallRow {
  const key = `${call.id}@${call.startedAt}`;
  return { key, at: call.startedAt, call, waitSeconds: call.waitSeconds, talkSeconds: talkOf(call) };
}

/** One call may be counted several times, so its rows are told apart by their place. @param before rows before these */
export function rowsOfFigure(items: FigureAnswer["items"], before: number): readonly CallRow[] {
  return items.map(({ at, call, waitSeconds, talkSeconds }, i) => {
    return { key: `${call.id}@${at}#${before + i}`, at, call, waitSeconds, talkSeconds };
  });
}

/** null where no leg says how long it was. */
function talkOf({ legs }: CallRecord): number | null {
  const known = legs.flatMap(({ talkSeconds }) => (talkSeconds === null ? [] : [talkSeconds]));
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}
