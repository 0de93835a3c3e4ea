import { memo } from "react";
import { Button } from "#components/ui/button.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { KnownCaller } from "#lib/protocol/api/call-answers.ts";
import { CallLink } from "./call-link.tsx";
import { RowAge } from "./row-age.tsx";
import { CallerCell, LastTalkCell, LostCell, OwnerCell } from "./row-facts.tsx";
import type { Refusal } from "./use-missed-acts.ts";
import type { RowRules } from "./use-row-rules.ts";
import { words } from "./words.ts";

export interface MissedRowProps {
  readonly row: MissedCaller;
  /** It is closed, or no longer of this list, and stands in it until the list is let go. */
  readonly left: boolean;
  /** The one the keyboard is at. */
  readonly active: boolean;
  readonly open: boolean;
  readonly saving: boolean;
  readonly refusal: Refusal | null;
  readonly how: string | null;
  readonly known: KnownCaller | null;
  readonly rules: RowRules;
  readonly me: string;
  readonly queueName: (queue: string) => string;
  readonly agentName: (extension: string) => string;
  readonly onClaim: (id: string) => void;
  readonly onUndo: (id: string) => void;
  readonly onPutAside: (row: MissedCaller) => void;
  readonly onAgain: (id: string) => void;
  readonly onDismiss: (id: string) => void;
}

/** A caller nobody spoke to, and what to do about it. */
export const MissedRow = memo((props: MissedRowProps) => {
  const { row, left, active, open, saving, refusal, how, known, rules, queueName, agentName } = props;
  return (
    <>
      <td className="[grid-area:age]">
        <RowAge row={row} rules={rules} />
      </td>
      <td className="min-w-0 [grid-area:caller]" data-testid="caller">
        <CallerCell row={row} known={known} tabIndex={active ? 0 : -1} />
      </td>
      <td className="min-w-0 [grid-area:lost]">
        <LostCell row={row} rules={rules} queueName={queueName} agentName={agentName} />
      </td>
      <td className="min-w-0 [grid-area:talk]">
        <LastTalkCell known={known} agentName={agentName} />
      </td>
      <td className="min-w-0 [grid-area:owner]" data-testid="owner">
        <OwnerCell row={row} saving={saving} left={left} how={how} />
      </td>
      <td className="flex items-center justify-end gap-1.5 [grid-area:actions]">
        <RowActions {...props} />
      </td>
      {refusal === null ? null : (
        <td className="flex flex-wrap items-center gap-x-3 [grid-area:refusal]" data-testid="refusal">
          <span className="min-w-0 font-medium text-table text-watch-line [overflow-wrap:anywhere]">
            <bdi>{refusal.why}</bdi>
          </span>
          {refusal.again ? (
            <Button size="compact" tabIndex={active ? 0 : -1} onClick={() => props.onAgain(row.id)}>
              {words.acts.again}
            </Button>
          ) : null}
          <Button size="compact" tone="quiet" tabIndex={active ? 0 : -1} onClick={() => props.onDismiss(row.id)}>
            {words.row.dismiss}
          </Button>
        </td>
      )}
      <td className="unseen">{open ? words.detail.title(whomOf(row)) : ""}</td>
    </>
  );
});

/** What is next for most; the detail has all. Nobody can call a withheld number: it can only be put aside. */
function RowActions({ row, active, me, saving, onClaim, onUndo, onPutAside }: MissedRowProps) {
  const tabIndex = active ? 0 : -1;
  const whom = whomOf(row);
  if (row.status === "resolved") {
    return row.undoable ? (
      <Button
        size="compact"
        tabIndex={tabIndex}
        disabled={saving}
        aria-label={words.acts.of(words.acts.undo, whom)}
        onClick={() => onUndo(row.id)}
      >
        {words.acts.undo}
      </Button>
    ) : null;
  }
  if (row.caller === "" && row.claimedBy === null) {
    return (
      <>
        <CallLink caller={row.caller} whom={whom} size="compact" tabIndex={tabIndex} />
        <Button
          size="compact"
          tabIndex={tabIndex}
          disabled={saving}
          aria-label={words.acts.of(words.acts.notNeeded, whom)}
          onClick={() => onPutAside(row)}
        >
          {words.acts.notNeeded}
        </Button>
      </>
    );
  }
  const mine = row.claimedBy !== null && row.claimedBy === me;
  const label = mine ? words.acts.release : words.acts.claim;
  return (
    <>
      <CallLink caller={row.caller} whom={whom} size="compact" tabIndex={tabIndex} />
      <Button
        size="compact"
        tabIndex={tabIndex}
        disabled={saving}
        aria-label={words.acts.of(label, whom)}
        onClick={() => onClaim(row.id)}
      >
        {label}
      </Button>
    </>
  );
}

/** A caller in words, as one line of plain text. */
export function whomOf(row: MissedCaller): string {
  return plainName(row.callerName ?? (row.caller === "" ? words.row.withheld : row.caller));
}
