import Link from "next/link";
import { useMemo } from "react";
import { Glyph, type GlyphName } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import { Timer } from "#components/board/timer.tsx";
import { useAgentNames } from "#components/board/use-agent-names.ts";
import { useFigures } from "#components/board/use-board-time.ts";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import type { LiveCall } from "#lib/board/board.ts";
import { callAddress } from "#lib/calls/call-address.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useAtNow } from "#lib/client/now.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { noValue } from "#lib/display/texts.ts";
import {
  type FloorGroup,
  type FloorState,
  floorSince,
  floorState,
  type Grouping,
  groupCalls,
} from "#lib/supervisor/floor-calls.ts";
import { useHeld } from "./use-held.ts";
import { useHeldList } from "./use-held-list.ts";
import { useSupervisorQuery } from "./use-query.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { VirtualRows } from "./virtual-rows.tsx";
import { words } from "./words.ts";

const none: readonly LiveCall[] = [];

/** Every call there is now: what happens in it, for how long, and whether anybody can be sure. */
export function LiveCallsPanel() {
  const calls = useBoardLink((link) => link.board?.calls ?? none);
  const [{ calls: grouping }, change] = useSupervisorQuery();
  const gone = useFigures() === "gone";
  const { held, region } = useHeld();
  const { items, newcomers } = useShownCalls(calls, grouping, held);
  return (
    <Panel
      holds
      title={words.calls.title}
      aside={
        <div className="flex flex-wrap items-center gap-3">
          {newcomers === 0 || gone ? null : (
            <span className="text-ink-2 text-meta">{words.calls.newcomers(newcomers)}</span>
          )}
          <span className="font-semibold" data-testid="live-count">
            {gone ? (
              noValue
            ) : (
              <FigureLink name="now-live" label={words.calls.title}>
                {calls.length}
              </FigureLink>
            )}
          </span>
          <ChoiceRow
            label={words.calls.group}
            choices={[
              { value: "queue", label: words.calls.groups.queue },
              { value: "age", label: words.calls.groups.age },
            ]}
            value={grouping}
            onChoose={(value) => change({ calls: value })}
          />
        </div>
      }
    >
      {gone ? (
        <p className="px-4 pb-3 text-ink-2">{words.calls.unknown}</p>
      ) : items.length === 0 ? (
        <p className="px-4 pb-3 text-ink-2">{words.calls.none}</p>
      ) : (
        <VirtualRows label={words.calls.title} items={items} keyOf={({ id }) => id} usual={36} region={region}>
          {({ item, left }) =>
            item.call === null ? <GroupHead group={item.group} /> : <CallLine call={item.call} left={left} />
          }
        </VirtualRows>
      )}
    </Panel>
  );
}

interface Item {
  readonly key: string;
  readonly group: FloorGroup;
  /** null: the group's heading. */
  readonly call: LiveCall | null;
}

function itemsOf(group: FloorGroup): readonly Item[] {
  const rows = group.calls.map((call) => ({ key: `${call.id} ${call.startedAt}`, group, call }));
  return group.of === "all" ? rows : [{ key: `${group.of} ${group.queue}`, group, call: null }, ...rows];
}

/** While somebody points at the calls, none moves: those that end say so in their places, new ones wait. */
function useShownCalls(calls: readonly LiveCall[], grouping: Grouping, held: boolean) {
  const truth = useMemo(() => {
    const items = groupCalls(calls, grouping).flatMap(itemsOf);
    return { key: grouping, items, known: new Map(items.map((item) => [item.key, item])), idOf: keyOf };
  }, [calls, grouping]);
  const { list } = useHeldList(truth, held);
  const known = truth.known;
  return { items: list.items, newcomers: list.newcomers.filter((id) => known.get(id)?.call !== null).length };
}

const keyOf = (item: Item) => item.key;

function GroupHead({ group }: { group: FloorGroup }) {
  const queueName = useQueueNames();
  const waiting = group.calls.filter(
    (call) => !call.uncertain && (call.state === "queued" || call.state === "ringing"),
  ).length;
  return (
    <h3 className="flex min-w-0 items-baseline justify-between gap-3 px-4 pt-2 pb-0.5 font-medium text-ink-2 text-meta">
      {group.queue === null ? (
        <span>{group.of === "outbound" ? words.calls.outbound : words.calls.noQueue}</span>
      ) : (
        <Name text={queueName(group.queue)} cut="middle" />
      )}
      {group.queue !== null && waiting > 0 ? (
        <span className="shrink-0 font-normal">
          <FigureLink name="now-waiting" scope={{ queue: group.queue }} label={queueName(group.queue)}>
            {words.calls.waiting(waiting)}
          </FigureLink>
        </span>
      ) : null}
    </h3>
  );
}

const glyphs: Readonly<Record<FloorState, GlyphName>> = {
  ivr: "ivr",
  queued: "waiting",
  ringing: "ringing",
  talking: "talking",
  transferred: "talking",
  dialing: "dialing",
  uncertain: "uncertain",
};

const inks: Readonly<Record<FloorState, string>> = {
  ivr: "text-ink-2",
  queued: "text-ink",
  ringing: "text-ring",
  talking: "text-talk",
  transferred: "text-talk",
  dialing: "text-talk",
  uncertain: "text-ink-3",
};

function CallLine({ call, left }: { call: LiveCall; left: boolean }) {
  const state = useFloorState(call);
  const whom = call.callerName ?? (call.caller === "" ? words.row.withheld : call.caller);
  return (
    <div
      className="perishable grid min-h-9 grid-cols-[7.5rem_minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-0.5 text-table leading-tight"
      data-testid="live-call"
      data-state={left ? "over" : state}
    >
      {left ? (
        <span className="text-ink-2">{words.calls.over}</span>
      ) : (
        <span className="flex items-center gap-1.5">
          <span className={`flex ${inks[state]}`}>
            <Glyph name={glyphs[state]} />
          </span>
          {words.calls.state[state]}
        </span>
      )}
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5">
        <Link href={callAddress(call)} prefetch={false} className="flex min-w-0">
          <span className="unseen">{words.calls.open(plainName(whom))}</span>
          <span aria-hidden="true" className="flex min-w-0">
            <Name text={whom} cut="end" />
          </span>
        </Link>
        <OtherSide call={call} />
      </span>
      <span className="text-end">{left ? null : <Timer since={floorSince(call)} />}</span>
    </div>
  );
}

/** Who talks, who dialled, or which phones ring. */
function OtherSide({ call }: { call: LiveCall }) {
  const agentName = useAgentNames();
  const phones = call.ringing.length > 0 ? call.ringing.map(agentName).join(", ") : null;
  const agent = phones ?? (call.agent === null ? null : agentName(call.agent));
  if (agent === null) return null;
  return (
    <span className="flex min-w-0 gap-1 text-ink-2 text-meta">
      {call.direction === "outbound" ? words.calls.from : words.calls.to}
      <Name text={agent} cut="end" />
    </span>
  );
}

/** Renders when the transfer is no longer news, not with every second. */
function useFloorState(call: LiveCall): FloorState {
  const isNews = useAtNow((now) => (floorState(call, now) === "transferred" ? 1 : 0));
  const settled = floorState(call, Number.POSITIVE_INFINITY);
  return isNews === 1 ? "transferred" : settled;
}
