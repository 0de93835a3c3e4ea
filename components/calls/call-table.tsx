import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { CallList } from "#lib/calls/call-list.ts";
import { CallTableRow, columnsOf } from "./call-table-row.tsx";
import type { ReadList } from "./use-call-list.ts";
import { useNumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

interface CallTableProps {
  readonly list: CallList;
  readonly older: ReadList<unknown>["older"];
  readonly loadOlder: () => void;
}

/** px: as rows mostly are, narrow ones in two lines. */
const usualHeight = 44;
/** Rows from the end at which what is older is asked for. */
const ahead = 20;

/** Calls, a row each; only those in sight are in the page, however many there are. */
export function CallTable({ list, older, loadOlder }: CallTableProps) {
  const body = useRef<HTMLDivElement>(null);
  const scrollMargin = useTop(body);
  const names = useNumberNames();
  const { rows } = list;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    scrollMargin,
    // Before the window is known, and on the server.
    initialRect: { width: 1280, height: 900 },
  });
  const inSight = virtual.getVirtualItems();
  const lastInSight = inSight.at(-1)?.index ?? 0;
  useEffect(() => {
    if (older === "at-rest" && list.next !== null && lastInSight >= rows.length - ahead) loadOlder();
  });
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, and rows are laid out as lines when narrow */}
      <div
        role="table"
        aria-label={words.list.label}
        aria-rowcount={list.next === null ? rows.length + 1 : -1}
        className="text-table leading-[1.35]"
        data-testid="calls"
      >
        <Head />
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" ref={body} className="relative" style={{ height: virtual.getTotalSize() }}>
          {inSight.map(({ index, key, start }) => {
            const row = rows[index];
            return row === undefined ? null : (
              <CallTableRow
                key={key}
                row={row}
                index={index}
                names={names}
                measure={virtual.measureElement}
                top={start - scrollMargin}
              />
            );
          })}
        </div>
      </div>
      <Older older={older} loadOlder={loadOlder} />
    </>
  );
}

function Head() {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <div role="rowgroup" className="max-lg:sr-only lg:sticky lg:top-0 lg:z-10 lg:bg-surface">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a line of headings takes no focus */}
      <div role="row" aria-rowindex={1} className={`${columnsOf.wide} min-h-9 items-center px-4 text-ink-2 text-meta`}>
        {Object.entries(words.list.columns).map(([name, word]) => (
          // biome-ignore lint/a11y/useSemanticElements: see above
          // biome-ignore lint/a11y/useFocusableInteractive: a heading of a column takes no focus
          <span key={name} role="columnheader" className={headAlignment[name] ?? ""}>
            {word}
          </span>
        ))}
      </div>
    </div>
  );
}

const headAlignment: Readonly<Record<string, string>> = { wait: "lg:text-end", talk: "lg:text-end", after: "lg:ps-3" };

function Older({ older, loadOlder }: Pick<CallTableProps, "older" | "loadOlder">): ReactNode {
  switch (older) {
    case "at-rest":
      return null;
    case "loading":
      return <p className="px-4 py-3 text-ink-2 text-table">{words.list.older}</p>;
    case "failed":
      return (
        <p className="flex items-center gap-3 px-4 py-3 text-table" role="status">
          {words.list.olderFailed}
          <Button size="compact" onClick={loadOlder}>
            {words.list.again}
          </Button>
        </p>
      );
  }
}

/** Where an element begins on the page, px: what stands above it may grow and shrink. */
function useTop(element: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const measure = () => {
      const { current } = element;
      if (current !== null) setTop(Math.round(current.getBoundingClientRect().top + window.scrollY));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
