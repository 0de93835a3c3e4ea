import { useMemo } from "react";
import type { MissedCaller } from "#lib/board/board.ts";
import type { Wanted } from "#lib/supervisor/worklist.ts";
import { worklist } from "#lib/supervisor/worklist.ts";
import { type ShownList, useHeldList } from "./use-held-list.ts";

/** The rows of the worklist as they are shown. */
export function useWorklist(missed: readonly MissedCaller[], wanted: Wanted, held: boolean): ShownList<MissedCaller> {
  const { show, find, me } = wanted;
  const truth = useMemo(
    () => ({
      key: JSON.stringify([show, find, me]),
      items: worklist(missed, { show, find, me }),
      known: new Map(missed.map((row) => [row.id, row])),
      idOf: (row: MissedCaller) => row.id,
    }),
    [missed, show, find, me],
  );
  return useHeldList(truth, held);
}
