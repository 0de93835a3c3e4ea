import fc from "fast-check";
import { expect, test } from "vitest";
import { type HeldList, showList } from "./held-list.ts";

interface Row {
  readonly id: string;
  readonly note: number;
}

const idOf = ({ id }: Row) => id;
const trueList = (items: readonly Row[], others: readonly Row[] = [], key = "open") => ({
  key,
  items,
  known: new Map([...items, ...others].map((one) => [one.id, one])),
  idOf,
});
const ids = (list: HeldList<Row>) => list.items.map(({ id }) => id);

const rows = fc.uniqueArray(fc.record({ id: fc.constantFrom(..."abcdefgh"), note: fc.nat(3) }), {
  selector: idOf,
});

test("[O23] while it is held nothing moves, whatever comes and goes", () => {
  fc.assert(
    fc.property(rows, fc.array(rows), (first, later) => {
      const start = showList<Row>(null, trueList(first), false);
      later.reduce((list, items) => {
        const next = showList(list, trueList(items), true);
        expect(ids(next)).toEqual(ids(start));
        expect(next.newcomers.toSorted()).toEqual(
          items
            .map(idOf)
            .filter((id) => !ids(start).includes(id))
            .toSorted(),
        );
        return next;
      }, start);
    }),
  );
});

test("[O23] let go, it is the true list in its true order", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(rows, fc.boolean())), rows, (steps, last) => {
      const shown = steps.reduce<HeldList<Row> | null>(
        (list, [items, held]) => showList(list, trueList(items), held),
        null,
      );
      const free = showList(shown, trueList(last), false);
      expect(free.items.map(({ item }) => item)).toEqual(last);
      expect(free.items.every(({ left }) => !left)).toBe(true);
      expect(free.newcomers).toEqual([]);
    }),
  );
});

test("[O23] what stands in a held list shows its own news, and says that it has left", () => {
  const start = showList<Row>(null, trueList([rowOf("a", 1), rowOf("b", 1), rowOf("c", 1)]), false);
  const held = showList(start, trueList([rowOf("d", 1), rowOf("a", 2)], [rowOf("b", 9)]), true);
  expect(held.items).toEqual([
    { id: "a", item: rowOf("a", 2), left: false },
    { id: "b", item: rowOf("b", 9), left: true },
    { id: "c", item: rowOf("c", 1), left: true },
  ]);
  expect(held.newcomers).toEqual(["d"]);
});

test("[O23] another filter is another list, held or not; and where nothing changed it is the same object", () => {
  const open = trueList([rowOf("a", 1), rowOf("b", 1)]);
  const start = showList<Row>(null, open, true);
  expect(showList(start, open, true)).toBe(start);
  expect(showList(start, open, false)).toBe(start);
  expect(ids(showList(start, trueList([rowOf("c", 1)], [], "done"), true))).toEqual(["c"]);
});

function rowOf(id: string, note: number): Row {
  return { id, note };
}
