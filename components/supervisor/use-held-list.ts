import { useState } from "react";
import { type HeldList, showList, type TrueList } from "#lib/supervisor/held-list.ts";

export interface ShownList<Item> {
  readonly list: HeldList<Item>;
  /** Lets what waits outside in, once, though the list is held. */
  readonly letIn: () => void;
}

/** A list as it is shown: the last one shown is kept, because a held list is made from it. @param truth remembered */
export function useHeldList<Item>(truth: TrueList<Item>, held: boolean): ShownList<Item> {
  const [shown, setShown] = useState<HeldList<Item>>(() => showList(null, truth, false));
  const list = showList(shown, truth, held);
  if (list !== shown) setShown(list);
  return { list, letIn: () => setShown(showList(null, truth, false)) };
}
