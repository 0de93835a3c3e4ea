import { type RefObject, useLayoutEffect, useRef } from "react";

/** ms. */
const moveTime = 200;

/**
 * Lets rows glide to their new places when their order changes, once (screens 2.9). Rows name themselves with
 * `data-queue`. Where less motion is wanted they jump.
 */
export function useRowMotion(order: readonly string[]): RefObject<HTMLTableSectionElement | null> {
  const body = useRef<HTMLTableSectionElement>(null);
  const places = useRef<ReadonlyMap<string, number>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is why rows move, though only their places are read
  useLayoutEffect(() => {
    if (body.current === null) return;
    const before = places.current;
    const rows = rowsIn(body.current);
    places.current = new Map(rows.map((row) => [row.dataset["queue"] ?? "", row.offsetTop]));
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    for (const row of rows) {
      const from = before.get(row.dataset["queue"] ?? "");
      if (from === undefined || from === row.offsetTop) continue;
      const distance = from - row.offsetTop;
      row.animate([{ transform: `translateY(${distance}px)` }, { transform: "none" }], { duration: moveTime });
    }
  }, [order]);
  return body;
}

function rowsIn(body: HTMLElement): readonly HTMLElement[] {
  return [...body.children].filter((row) => row instanceof HTMLElement);
}
