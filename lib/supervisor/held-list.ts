/** A list as it is shown: while somebody points at it or works in it, nothing in it changes its place. */
export interface HeldList<Item> {
  /** Which list it is: another filter or search is another list, and is shown at once. */
  readonly key: string;
  readonly items: readonly HeldItem<Item>[];
  /** Ids that belong to the list and wait outside of it. */
  readonly newcomers: readonly string[];
}

export interface HeldItem<Item> {
  readonly id: string;
  /** As it is now; where it is gone altogether, as it was last seen. */
  readonly item: Item;
  /** It no longer belongs to the list, and stands in it only until the list is let go. */
  readonly left: boolean;
}

export interface TrueList<Item> {
  readonly key: string;
  /** What belongs to the list, in its order. */
  readonly items: readonly Item[];
  /** Every item there is, by id: also those that belong to another list. */
  readonly known: ReadonlyMap<string, Item>;
  readonly idOf: (item: Item) => string;
}

/** What to show after `before`. The same object where nothing changed. @param held nothing may move */
export function showList<Item>(before: HeldList<Item> | null, truth: TrueList<Item>, held: boolean): HeldList<Item> {
  const next = held && before !== null && before.key === truth.key ? heldStill(before, truth) : settled(truth);
  return before !== null && sameList(before, next) ? before : next;
}

function settled<Item>({ key, items, idOf }: TrueList<Item>): HeldList<Item> {
  return { key, items: items.map((item) => ({ id: idOf(item), item, left: false })), newcomers: [] };
}

function heldStill<Item>(before: HeldList<Item>, truth: TrueList<Item>): HeldList<Item> {
  const belonging = new Set(truth.items.map(truth.idOf));
  const shown = new Set(before.items.map(({ id }) => id));
  return {
    key: truth.key,
    items: before.items.map(({ id, item }) => ({
      id,
      item: truth.known.get(id) ?? item,
      left: !belonging.has(id),
    })),
    newcomers: [...belonging].filter((id) => !shown.has(id)),
  };
}

function sameList<Item>(a: HeldList<Item>, b: HeldList<Item>): boolean {
  return (
    a.key === b.key &&
    a.items.length === b.items.length &&
    a.items.every((one, i) => sameItem(one, b.items[i])) &&
    a.newcomers.length === b.newcomers.length &&
    a.newcomers.every((id, i) => id === b.newcomers[i])
  );
}

function sameItem<Item>(a: HeldItem<Item>, b: HeldItem<Item> | undefined): boolean {
  return b !== undefined && a.id === b.id && a.item === b.item && a.left === b.left;
}
