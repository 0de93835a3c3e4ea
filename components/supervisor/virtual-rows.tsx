import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import type { useHeld } from "./use-held.ts";

interface VirtualRowsProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** px, before a row is measured. */
  readonly usual: number;
  /** Tells that somebody points at it or works in it. */
  readonly region: ReturnType<typeof useHeld>["region"];
  readonly children: (item: Item) => ReactNode;
}

/** A list of any length in a limited height: the rows in sight are drawn. */
export function VirtualRows<Item>({ label, items, keyOf, usual, region, children }: VirtualRowsProps<Item>) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usual,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 4,
  });
  return (
    <section
      ref={scroller}
      className="relative min-h-0 flex-auto overflow-y-auto max-[75rem]:max-h-[50dvh]"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
      tabIndex={0}
      aria-label={label}
      {...region}
    >
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((place) => {
          const item = items[place.index];
          return item === undefined ? null : (
            <li
              key={place.key}
              ref={virtual.measureElement}
              data-index={place.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${place.start}px)` }}
            >
              {children(item)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
