import { defaultRangeExtractor, useVirtualizer, type VirtualItem } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import type { LiveCall, MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";
import type { HeldItem } from "#lib/supervisor/held-list.ts";
import { spokenBy } from "#lib/supervisor/spoken-by.ts";
import type { Show } from "#lib/supervisor/worklist.ts";
import { MissedRow, whomOf } from "./missed-row.tsx";
import { useKnownCallers } from "./use-known-callers.ts";
import type { MissedActs } from "./use-missed-acts.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { type RowRules, useRowRules } from "./use-row-rules.ts";
import { words } from "./words.ts";

interface MissedGridProps {
  readonly items: readonly HeldItem<MissedCaller>[];
  readonly show: Show;
  readonly me: string;
  readonly acts: MissedActs;
  readonly activeId: string | null;
  readonly openId: string | null;
  /** Changes when the keyboard asks for the focus on the active row. */
  readonly focusAsked: number;
  readonly onActivate: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly onClaim: (id: string) => void;
  readonly onUndo: (id: string) => void;
  readonly onPutAside: (row: MissedCaller) => void;
}

/** px, before a row is measured. */
const usualRow = 52;
const noCalls: readonly LiveCall[] = [];

/** The worklist's rows, those in sight. One row takes the focus; keys move it (roving tab index). */
export function MissedGrid(props: MissedGridProps) {
  const { items, activeId, focusAsked, show } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const activeIndex = items.findIndex(({ id }) => id === activeId);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => usualRow,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    // The row with the focus stays, wherever the list is scrolled to.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeIndex === -1 || shown.includes(activeIndex) ? shown : [...shown, activeIndex].sort((a, b) => a - b);
    },
  });
  useAskedFocus(scroller, focusAsked, activeIndex, (index) => virtual.scrollToIndex(index));
  useKeptInSight(scroller, activeIndex);
  const rows = virtual.getVirtualItems();
  const callers = useMemo(() => items.map(({ item }) => item), [items]);
  const known = useKnownCallers(callers, rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0);
  const rulesOf = useRowRules();
  return (
    <div
      ref={scroller}
      className="@container relative min-h-0 flex-1 overflow-y-auto overflow-x-clip max-[75rem]:max-h-[65dvh]"
      data-testid="worklist"
    >
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are moved between by keys is a grid */}
      <table role="grid" aria-label={words.worklist.title} aria-rowcount={items.length + 1} className="block">
        <HeadRow show={show} />
        <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
          {rows.map((place) => {
            const held = items[place.index];
            return held === undefined ? null : (
              <GridRow
                key={place.key}
                held={held}
                place={place}
                measure={virtual.measureElement}
                at={place.index === Math.max(0, activeIndex)}
                known={known.get(held.item.caller) ?? null}
                rules={rulesOf(held.item)}
                grid={props}
              />
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

interface GridRowProps {
  readonly held: HeldItem<MissedCaller>;
  readonly place: VirtualItem;
  readonly measure: (row: HTMLElement | null) => void;
  /** The keyboard is at it. */
  readonly at: boolean;
  readonly known: KnownCaller | null;
  readonly rules: RowRules;
  readonly grid: MissedGridProps;
}

function GridRow({ held, place, measure, at, known, rules, grid }: GridRowProps) {
  const { item: row, id, left } = held;
  const { acts, openId } = grid;
  const queueName = useQueueNames();
  const agentName = useAgentNames();
  const agent = useBoardLink((link) => spokenBy(row, known, link.board?.calls ?? noCalls));
  const how = row.resolution === null ? null : words.row.how(row.resolution, agent === null ? null : agentName(agent));
  return (
    <tr
      ref={measure}
      data-index={place.index}
      data-row={id}
      data-testid="missed-row"
      data-status={row.status}
      data-left={left}
      aria-rowindex={place.index + 2}
      aria-selected={id === openId}
      aria-label={whomOf(row)}
      tabIndex={at ? 0 : -1}
      className={`${rowShape} ${columns} ${id === openId ? "bg-raised" : ""} ${left ? "text-ink-2" : ""}`}
      style={{ transform: `translateY(${place.start}px)` }}
      onFocus={() => grid.onActivate(id)}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("a, button") === null) grid.onOpen(id);
      }}
    >
      <MissedRow
        row={row}
        left={left}
        active={at}
        open={id === openId}
        saving={acts.saving(id)}
        refusal={acts.refusal(id)}
        how={how}
        known={known}
        rules={rules}
        me={grid.me}
        queueName={queueName}
        agentName={agentName}
        onClaim={grid.onClaim}
        onUndo={grid.onUndo}
        onPutAside={grid.onPutAside}
        onAgain={acts.again}
        onDismiss={acts.dismiss}
      />
    </tr>
  );
}

/** Side by side from the width at which no number is cut; in less room in two lines, in little below each other. */
const columns =
  "grid gap-x-2 [grid-template-areas:'age_caller_actions'_'age_lost_lost'_'age_talk_talk'_'age_owner_owner'_'refusal_refusal_refusal'] " +
  "grid-cols-[5.25rem_minmax(0,1fr)_auto] @[34rem]:grid-cols-[5.25rem_minmax(10.25rem,1fr)_minmax(0,1.2fr)_auto] " +
  "@[34rem]:[grid-template-areas:'age_caller_lost_actions'_'age_talk_owner_actions'_'refusal_refusal_refusal_refusal'] " +
  "@[47rem]:grid-cols-[5rem_minmax(10.25rem,1.1fr)_minmax(8.5rem,1.1fr)_5.5rem_minmax(5rem,0.7fr)_8.25rem] " +
  "@[47rem]:[grid-template-areas:'age_caller_lost_talk_owner_actions'_'refusal_refusal_refusal_refusal_refusal_refusal']";

const rowShape =
  "absolute inset-x-0 top-0 h-auto min-h-11 scroll-mt-8 scroll-mb-[50dvh] cursor-default content-center items-center border-rule border-b px-4 py-1 text-table " +
  "leading-tight *:p-0 hover:bg-raised focus-visible:-outline-offset-2 min-[75rem]:scroll-mb-0";

function HeadRow({ show }: { show: Show }) {
  const { age, closed, caller, lost, talk, owner, actions } = words.worklist.columns;
  const first = show === "open" || show === "mine" ? age : closed;
  return (
    <thead className="sticky top-0 z-10 block bg-surface @max-[47rem]:sr-only">
      <tr aria-rowindex={1} className={`${columns} border-rule-strong border-b px-4 py-1 text-ink-2 *:p-0 text-meta`}>
        {[first, caller, lost, talk, owner].map((word) => (
          <th key={word} scope="col" className="truncate">
            {word}
          </th>
        ))}
        <th scope="col">
          <span className="unseen">{actions}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Brings the active row into sight and gives it the focus, each time it is asked for. */
function useAskedFocus(
  scroller: RefObject<HTMLDivElement | null>,
  asked: number,
  index: number,
  scrollTo: (index: number) => void,
): void {
  const served = useRef(asked);
  useEffect(() => {
    if (served.current === asked || index === -1) return;
    served.current = asked;
    scrollTo(index);
    const row = scroller.current?.querySelector(`[data-index="${index}"]`);
    if (!(row instanceof HTMLElement)) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  });
}

/** The detail below grows as its answers come: the active row, if it was in sight, does not go out of it. */
function useKeptInSight(scroller: RefObject<HTMLDivElement | null>, index: number): void {
  useEffect(() => {
    const list = scroller.current;
    if (list === null || index === -1) return;
    let height = list.clientHeight;
    const watch = new ResizeObserver(() => {
      const before = height;
      height = list.clientHeight;
      const row = list.querySelector(`[data-index="${index}"]`);
      const top = (row?.getBoundingClientRect().top ?? before) - list.getBoundingClientRect().top;
      if (height < before && top >= 0 && top < before) row?.scrollIntoView({ block: "nearest" });
    });
    watch.observe(list);
    return () => watch.disconnect();
  }, [scroller, index]);
}
