import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leavesOf, type MapNode } from "./map-node.ts";
import { differences, OrderedMap } from "./ordered-map.ts";

type Change =
  | { readonly do: "set"; readonly key: string; readonly value: number }
  | { readonly do: "delete"; readonly key: string };

/** Few enough keys to be met again, and enough for several levels. */
const key = fc.oneof(
  fc.nat(400).map((n) => `${n}`.padStart(4, "0")),
  fc.constantFrom("", "~", "é", "0200|x", "\u{1F4DE}"),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("set" as const), key, value: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("delete" as const), key }) },
);
const changes = fc.array(change, { maxLength: 600, size: "max" });

function apply(map: OrderedMap<number> | Map<string, number>, some: readonly Change[]): void {
  for (const one of some) {
    if (one.do === "set") map.set(one.key, one.value);
    else map.delete(one.key);
  }
}

/** From the last of so many keys down to the first, one in `step`. */
function changesOf(isPut: boolean, from: number, length: number, step: number): Change[] {
  return Array.from({ length: Math.ceil(length / step) }, (_, place) => {
    const value = from + length - place * step;
    const name = `${value}`.padStart(4, "0");
    return isPut ? { do: "set", key: name, value } : { do: "delete", key: name };
  });
}

const inOrder = (plain: ReadonlyMap<string, number>) => [...plain].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The values of keys the other does not have. */
function onlyIn(some: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number[] {
  return [...some].flatMap(([name, value]) => (other.has(name) ? [] : [value])).toSorted();
}

function filled(count: number): OrderedMap<object> {
  const map = new OrderedMap<object>();
  for (let n = 0; n < count; n++) map.set(`${(n * 7919) % count}`.padStart(6, "0"), { n });
  return map;
}

function nodesOf<V>(node: MapNode<V>): MapNode<V>[] {
  return [node, ...(node.children ?? []).flatMap(nodesOf)];
}

function depthsOf<V>(node: MapNode<V>): number[] {
  return node.children === null ? [0] : node.children.flatMap(depthsOf).map((depth) => depth + 1);
}

describe("a map in key order whose copies share what they have in common", () => {
  test("[B6] it holds what a plain map holds, in the order of the keys", () => {
    fc.assert(
      fc.property(changes, fc.array(key), (some, probes) => {
        const map = new OrderedMap<number>();
        const plain = new Map<string, number>();
        apply(map, some);
        apply(plain, some);
        const sorted = inOrder(plain);
        expect([...map.entries()]).toEqual(sorted);
        expect([...map.keys()]).toEqual(sorted.map(([name]) => name));
        expect([...map.values()]).toEqual(sorted.map(([, value]) => value));
        expect(map.firstKey()).toBe(sorted[0]?.[0]);
        for (const probe of probes) {
          expect([map.get(probe), map.has(probe)]).toEqual([plain.get(probe), plain.has(probe)]);
          expect(map.pairFrom(probe)).toEqual(sorted.find(([name]) => name >= probe));
        }
      }),
    );
  });

  test("[B6] a copy and what it was copied from go their own ways", () => {
    fc.assert(
      fc.property(changes, changes, changes, (before, here, there) => {
        const map = new OrderedMap<number>();
        apply(map, before);
        const copy = map.clone();
        const untouched = map.clone();
        apply(map, here);
        apply(copy, there);
        for (const [found, told] of [
          [map, [...before, ...here]],
          [copy, [...before, ...there]],
          [untouched, before],
        ] as const) {
          const plain = new Map<string, number>();
          apply(plain, told);
          expect([...found.entries()]).toEqual(inOrder(plain));
        }
      }),
    );
  });

  test("[B6] the differences of two maps turn the one into the other, whatever they share", () => {
    fc.assert(
      fc.property(changes, changes, fc.boolean(), (before, then, isCopy) => {
        const old = new OrderedMap<number>();
        apply(old, before);
        const fresh = isCopy ? old.clone() : new OrderedMap<number>();
        if (!isCopy) apply(fresh, before);
        apply(fresh, then);
        const was = new Map(old.entries());
        const is = new Map(fresh.entries());
        const { keys, put, gone } = differences(old, fresh);
        const expectedPut = inOrder(is).filter(([name, value]) => was.get(name) !== value);
        const expectedGone = inOrder(was).filter(([name]) => !is.has(name));
        expect(keys.toSorted()).toEqual([...expectedPut, ...expectedGone].map(([name]) => name).toSorted());
        expect(put.toSorted()).toEqual(expectedPut.map(([, value]) => value).toSorted());
        expect(gone.toSorted()).toEqual(expectedGone.map(([, value]) => value).toSorted());
      }),
    );
  });

  test("[B6] all of it holds at every depth, wherever the map grows and shrinks", () => {
    const spans = fc.tuple(
      fc.boolean(),
      fc.nat(2500),
      fc.integer({ min: 1, max: 900 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(spans, { minLength: 4, maxLength: 14, size: "max" }), (history) => {
        let map = new OrderedMap<number>();
        const plain = new Map<string, number>();
        for (const [isPut, from, length, step] of history) {
          const before = map;
          const was = new Map(plain);
          map = map.clone();
          const span = changesOf(isPut, from, length, step);
          apply(map, span);
          apply(plain, span);
          expect([...map.entries()]).toEqual(inOrder(plain));
          for (const name of plain.keys()) expect(map.get(name)).toBe(plain.get(name));
          expect(new Set(depthsOf(map.root)).size).toBe(1);
          const { put, gone } = differences(before, map);
          expect(put.toSorted()).toEqual(onlyIn(plain, was));
          expect(gone.toSorted()).toEqual(onlyIn(was, plain));
        }
      }),
      { numRuns: 40 },
    );
  });

  test("[B6] a key before the bounds of its branch is found after branches joined", () => {
    const map = new OrderedMap<number>();
    const name = (n: number) => `${n}`.padStart(6, "0");
    const deleteSpan = (from: number, to: number) => {
      for (let n = from; n < to; n++) map.delete(name(n));
    };
    for (let n = 0; n < 16 ** 3 + 1; n++) map.set(name(n), n);
    // The second branch loses its first leaf, gets a key that was there, and is left small beside a small one.
    deleteSpan(256, 272);
    map.set(name(260), 260);
    deleteSpan(288, 512);
    deleteSpan(48, 256);
    deleteSpan(0, 16);
    expect([name(260), name(16), name(280)].map((one) => map.get(one))).toEqual([260, 16, 280]);
  });

  test("[B6] one change touches one path, and comparing looks at nothing else", () => {
    const map = filled(10_000);
    const copy = map.clone();
    copy.set("005000", { n: -1 });
    const shared = new Set(nodesOf(map.root));
    const own = nodesOf(copy.root).filter((node) => !shared.has(node));
    expect(own).toHaveLength(1 + (depthsOf(map.root)[0] ?? 0));
    for (const node of nodesOf(copy.root).filter((one) => shared.has(one))) {
      Object.defineProperty(node, "keys", {
        get() {
          throw new Error("a shared node was looked at");
        },
      });
    }
    expect(differences(map, copy)).toEqual({ keys: ["005000"], put: [{ n: -1 }], gone: [] });
  });

  test("[B6] all leaves are equally deep, and those of a map that shrank are not left almost empty", () => {
    const map = filled(10_000);
    expect(new Set(depthsOf(map.root)).size).toBe(1);
    expect(depthsOf(map.root)[0]).toBeLessThanOrEqual(4);
    const kept = [...map.keys()].filter((_, place) => place % 50 === 0);
    for (const name of [...map.keys()]) if (!kept.includes(name)) map.delete(name);
    expect([...map.keys()]).toEqual(kept);
    expect(new Set(depthsOf(map.root)).size).toBe(1);
    expect([...leavesOf(map.root)].length).toBeLessThanOrEqual(kept.length / 2);
    for (const name of kept) map.delete(name);
    expect([map.firstKey(), nodesOf(map.root).length]).toEqual([undefined, 1]);
  });

  test("[B6] keys that come in rising order fill their leaves", () => {
    const map = new OrderedMap<number>();
    for (let n = 0; n < 1600; n++) map.set(`${n}`.padStart(6, "0"), n);
    expect([...leavesOf(map.root)].length).toBeLessThanOrEqual(1600 / 16 + 1);
  });
});
