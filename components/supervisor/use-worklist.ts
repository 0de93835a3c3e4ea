import { useMemo, useState } from "react";
import type { MissedCaller } from "#lib/board/board.ts";
import { type HeldList, showList } from "#lib/supervisor/held-list.ts";
import type { Wanted } from "#lib/supervisor/worklist.ts";
import { worklist } from "#lib/supervisor/worklist.ts";

export interface ShownWorklist {
  readonly list: HeldList<MissedCaller>;
  /** Lets what waits outside in, once, though the list is held. */
  readonly letIn: () => void;
}

/** The rows as they are shown: the last ones shown are kept, because a held list is made from them. */
export function useWorklist(missed: readonly MissedCaller[], wanted: Wanted, held: boolean): ShownWorklist {
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
  const [shown, setShown] = useState<HeldList<MissedCaller>>(() => showList(null, truth, false));
  const list = showList(shown, truth, held);
  if (list !== shown) setShown(list);
  return { list, letIn: () => setShown(showList(null, truth, false)) };
}
