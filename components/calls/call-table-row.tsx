import Link from "next/link";
import type { ReactNode } from "react";
import { Glyph } from "#components/board/glyph.tsx";
import { Name } from "#components/board/name.tsx";
import type { CallRecord } from "#lib/board/board.ts";
import { callAddress } from "#lib/calls/call-address.ts";
import type { CallRow } from "#lib/calls/call-rows.ts";
import { lengthText } from "#lib/calls/call-time.ts";
import { AfterCall } from "./after-call.tsx";
import { stateOf } from "./call-state.ts";
import { Moment } from "./moment.tsx";
import type { NumberNames } from "./use-number-names.ts";
import { words } from "./words.ts";

export const columnsOf = {
  wide:
    "lg:grid lg:grid-cols-[8.5rem_8.5rem_minmax(0,1.6fr)_minmax(0,1.5fr)_minmax(0,1.6fr)_4.5rem_4.5rem_minmax(0,10rem)] " +
    "lg:gap-x-3",
} as const;

interface CallTableRowProps {
  readonly row: CallRow;
  readonly index: number;
  readonly top: number;
  readonly names: NumberNames;
  readonly measure: (element: HTMLElement | null) => void;
}

/** The whole row opens the call; in a narrow window it is of three lines. */
export function CallTableRow({ row, index, top, names, measure }: CallTableRowProps) {
  const { call } = row;
  const state = stateOf(call);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows out of sight are not there, and rows are laid out as lines when narrow
    // biome-ignore lint/a11y/useFocusableInteractive: the link in it takes the focus
    <div
      role="row"
      aria-rowindex={index + 2}
      ref={measure}
      data-index={index}
      data-testid="call-row"
      className={`${columnsOf.wide} absolute inset-x-0 top-0 items-center border-rule border-t px-4 py-2.5 hover:bg-raised max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <Cell className="order-2 text-ink-2 lg:order-none lg:text-ink">
        <Moment at={row.at} />
      </Cell>
      <Cell className="order-3 flex items-center gap-2 lg:order-none">
        <Glyph name={state.glyph} />
        {state.word}
      </Cell>
      <Cell className="order-1 flex items-baseline gap-2 max-lg:basis-full lg:order-none">
        <Caller call={call} />
      </Cell>
      <Cell className="order-4 lg:order-none">
        <Chain names={call.queues.map(names.place)} />
      </Cell>
      <Cell className="order-5 lg:order-none">
        <Agents call={call} names={names} />
      </Cell>
      <Cell className="order-6 lg:order-none lg:text-end">
        <Length word={words.list.columns.wait} seconds={row.waitSeconds} />
      </Cell>
      <Cell className="order-7 lg:order-none lg:text-end">
        <Length word={words.list.columns.talk} seconds={row.talkSeconds} />
      </Cell>
      <Cell className="order-8 text-ink-2 lg:order-none lg:ps-3">
        <AfterCall call={call} />
      </Cell>
    </div>
  );
}

function Cell({ className, children }: { className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    <span role="cell" className={`min-w-0 max-lg:empty:hidden ${className}`}>
      {children}
    </span>
  );
}

function Caller({ call }: { call: CallRecord }) {
  const { caller, callerName } = call;
  return (
    <>
      <Link
        href={callAddress(call)}
        prefetch={false}
        className="min-w-0 font-medium no-underline after:absolute after:inset-0 hover:underline"
      >
        <Name text={callerName ?? (caller === "" ? words.withheld : caller)} cut="end" />
      </Link>
      {callerName === null || caller === "" ? null : (
        <span className="figure max-w-40 shrink-0 text-ink-2 text-meta">
          <Name text={caller} cut="middle" />
        </span>
      )}
    </>
  );
}

function Agents({ call, names: { agent } }: { call: CallRecord; names: NumberNames }) {
  if (call.legs.length > 0) return <Chain names={call.legs.map((leg) => agent(leg.agent))} />;
  const [first, ...others] = call.rang.map(agent);
  if (first === undefined) return null;
  const text = others.length === 0 ? words.list.rang(first) : words.list.rangMore(first, others.length);
  return (
    <span className="text-ink-2">
      <Name text={text} cut="end" />
    </span>
  );
}

/** From the one to the next; in between, of many, only their number. */
function Chain({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const shown = names.length <= 2 ? names : [...names.slice(0, 1), `+ ${names.length - 2}`, ...names.slice(-1)];
  return (
    <span className="flex min-w-0 items-baseline gap-1">
      {shown.map((name, place) => (
        <span key={place} className="flex min-w-0 items-baseline gap-1">
          {place === 0 ? null : (
            <>
              <span aria-hidden="true">→</span>
              <span className="unseen">{words.list.next}</span>
            </>
          )}
          {place === 1 && names.length > 2 ? (
            <span className="shrink-0 whitespace-nowrap">{name}</span>
          ) : (
            <Name text={name} cut="middle" />
          )}
        </span>
      ))}
    </span>
  );
}

function Length({ word, seconds }: { word: string; seconds: number | null }) {
  const text = lengthText(seconds);
  return (
    <span className={text === null ? "text-ink-2 max-lg:hidden" : ""}>
      <span className="text-ink-2 lg:hidden">{word} </span>
      <span className="figure">{text ?? words.none}</span>
    </span>
  );
}
