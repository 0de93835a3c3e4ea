/** Things to come, soonest first; of two at the same instant, the one that was added first. */
export interface Agenda<Item> {
  add(at: number, item: Item): void;
  /** When the next is due; null when nothing is. */
  nextAt(): number | null;
  take(): { readonly at: number; readonly item: Item } | null;
}

interface Slot<Item> {
  readonly at: number;
  readonly order: number;
  readonly item: Item;
}

export function createAgenda<Item>(): Agenda<Item> {
  const heap: Slot<Item>[] = [];
  let added = 0;

  return {
    add(at, item) {
      added += 1;
      heap.push({ at, order: added, item });
      rise(heap);
    },
    nextAt: () => heap[0]?.at ?? null,
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length > 0) {
        heap[0] = last;
        sink(heap);
      }
      return { at: first.at, item: first.item };
    },
  };
}

function sooner<Item>(left: Slot<Item>, right: Slot<Item>): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

function rise<Item>(heap: Slot<Item>[]): void {
  let index = heap.length - 1;
  while (index > 0) {
    const above = (index - 1) >> 1;
    if (!swapIfSooner(heap, { above, below: index })) return;
    index = above;
  }
}

function sink<Item>(heap: Slot<Item>[]): void {
  let index = 0;
  for (;;) {
    const below = soonerChild(heap, index);
    if (below === null || !swapIfSooner(heap, { above: index, below })) return;
    index = below;
  }
}

function soonerChild<Item>(heap: Slot<Item>[], index: number): number | null {
  const left = heap[2 * index + 1];
  const right = heap[2 * index + 2];
  if (left === undefined) return null;
  return right !== undefined && sooner(right, left) ? 2 * index + 2 : 2 * index + 1;
}

function swapIfSooner<Item>(heap: Slot<Item>[], at: { above: number; below: number }): boolean {
  const above = heap[at.above];
  const below = heap[at.below];
  if (above === undefined || below === undefined || !sooner(below, above)) return false;
  heap[at.above] = below;
  heap[at.below] = above;
  return true;
}
