import { type Differences, nodeDifferences } from "./map-differences.ts";
import {
  drop,
  type Edit,
  emptyNode,
  leafFor,
  leafFrom,
  leavesOf,
  type MapNode,
  placeFor,
  put,
  toEdit,
} from "./map-node.ts";

/**
 * A map in the order of its keys as text, whose copies share what they have in common: a copy costs nothing, a change
 * touches one path, and two copies are compared without visiting what they share.
 */
export class OrderedMap<V> {
  #root: MapNode<V>;
  /** null: whatever there is may be shared with a copy. */
  #edit: Edit | null = null;

  constructor(root: MapNode<V> = emptyNode) {
    this.#root = root;
  }

  get root(): MapNode<V> {
    return this.#root;
  }

  clone(): OrderedMap<V> {
    this.#edit = null;
    return new OrderedMap(this.#root);
  }

  get(key: string): V | undefined {
    const { keys, values } = leafFor(this.#root, key);
    const at = placeFor(keys, key);
    return keys[at] === key ? values[at] : undefined;
  }

  has(key: string): boolean {
    const { keys } = leafFor(this.#root, key);
    return keys[placeFor(keys, key)] === key;
  }

  set(key: string, value: V): void {
    const { root, edit } = this.#toEdit();
    const right = put(root, key, value, edit);
    if (right === null) return;
    const keys = [root.keys[0] as string, right.keys[0] as string];
    this.#root = { edit, keys, values: null, children: [root, right] };
  }

  delete(key: string): void {
    const { root, edit } = this.#toEdit();
    drop(root, key, edit);
    while (this.#root.children?.length === 1) this.#root = this.#root.children[0] as MapNode<V>;
  }

  firstKey(): string | undefined {
    return leafFor(this.#root, "").keys[0];
  }

  /** The first key that is not before `key`, with its value. */
  pairFrom(key: string): readonly [string, V] | undefined {
    const { keys, values } = leafFrom(this.#root, key);
    const at = placeFor(keys, key);
    const found = keys[at];
    return found === undefined ? undefined : [found, values[at] as V];
  }

  *entries(): Generator<[string, V], void, void> {
    for (const { keys, values } of leavesOf(this.#root)) {
      for (const [at, key] of keys.entries()) yield [key, values[at] as V];
    }
  }

  *keys(): Generator<string, void, void> {
    for (const { keys } of leavesOf(this.#root)) yield* keys;
  }

  *values(): Generator<V, void, void> {
    for (const { values } of leavesOf(this.#root)) yield* values;
  }

  #toEdit(): { readonly root: MapNode<V>; readonly edit: Edit } {
    const edit = this.#edit ?? {};
    this.#edit = edit;
    const root = toEdit(this.#root, edit);
    this.#root = root;
    return { root, edit };
  }
}

/** Values that are new or not the same object, and values whose key went. */
export function differences<V>(before: OrderedMap<V>, after: OrderedMap<V>): Differences<V> {
  return nodeDifferences(before.root, after.root);
}

/** Sorts numbers as text. Fourteen digits hold every date to the year 5138. @param at epoch ms */
export function timeKey(at: number, id: string): string {
  return `${Math.round(at).toString().padStart(14, "0")}|${id}`;
}
