import { useMemo } from "react";
import type { MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useDirectory } from "#lib/client/directory.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { lineHours } from "#lib/supervisor/line-hours.ts";
import { type Deadlines, lostInClosedHours, rowDeadlines } from "#lib/supervisor/row-severity.ts";

/** What a row's line has agreed: when it becomes late, and whether it was lost while nobody was there. */
export interface RowRules extends Deadlines {
  readonly closedHours: boolean;
}

/** Remembered by row: they change with the row or the hours, not with the time. */
export function useRowRules(): (row: MissedCaller) => RowRules {
  const directory = useDirectory().data;
  const timeZone = useBoardLink((link) => link.board?.timeZone ?? "UTC");
  return useMemo(() => remembered(directory, timeZone), [directory, timeZone]);
}

function remembered(directory: DirectoryAnswer | null, timeZone: string): (row: MissedCaller) => RowRules {
  const ownHours = new Map(directory?.queues.map(({ queue, rules }) => [queue, rules.hours]));
  const known = new WeakMap<MissedCaller, RowRules>();
  return (row) => {
    const before = known.get(row);
    if (before !== undefined) return before;
    const ofLine = lineHours(row.queue, ownHours, directory?.hours ?? null);
    const rules = {
      ...rowDeadlines(row, ofLine, timeZone),
      closedHours: lostInClosedHours(row, ofLine, timeZone),
    };
    known.set(row, rules);
    return rules;
  };
}
