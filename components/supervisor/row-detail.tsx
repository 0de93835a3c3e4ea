import { useId } from "react";
import { Name } from "#components/board/name.tsx";
import { useAnnounce } from "#components/ui/announcer.tsx";
import { Button } from "#components/ui/button.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { CallLink } from "./call-link.tsx";
import { CallsBehind, Contacts, Tries } from "./detail-lists.tsx";
import { whomOf } from "./missed-row.tsx";
import type { NoteWanted } from "./note-dialog.tsx";
import type { MissedActs } from "./use-missed-acts.ts";
import { useQueueNames } from "./use-queue-names.ts";
import { useRowRules } from "./use-row-rules.ts";
import { words } from "./words.ts";

interface RowDetailProps {
  readonly row: MissedCaller;
  readonly me: string;
  readonly acts: MissedActs;
  readonly onNote: (wanted: NoteWanted) => void;
  readonly onClaim: (id: string) => void;
  readonly onClose: () => void;
}

/** All that is known of one caller, below the list, so that opening it moves no row. */
export function RowDetail(props: RowDetailProps) {
  const { row, onClose } = props;
  const heading = useId();
  const closedHours = useRowRules()(row).closedHours;
  const queueName = useQueueNames();
  return (
    <section
      aria-labelledby={heading}
      className="grid max-h-[55%] shrink-0 gap-3 overflow-y-auto border-rule-strong border-t bg-raised px-4 py-3 max-[75rem]:sticky max-[75rem]:bottom-0 max-[75rem]:z-20 max-[75rem]:max-h-[50dvh]"
      data-testid="detail"
    >
      <header className="flex items-start justify-between gap-4">
        <h3 id={heading} className="flex min-w-0 font-semibold">
          <Name text={whomOf(row)} cut="end" />
        </h3>
        <Button tone="quiet" size="compact" onClick={onClose}>
          {words.detail.close}
        </Button>
      </header>
      <DetailActions {...props} />
      {closedHours && row.queue !== null ? (
        <p className="text-ink-2 text-table">{words.detail.closedHours(queueName(row.queue))}</p>
      ) : null}
      <CallsBehind row={row} />
      <Tries row={row} />
      <Contacts row={row} />
    </section>
  );
}

function DetailActions({ row, me, acts, onNote, onClaim }: RowDetailProps) {
  const open = row.status !== "resolved";
  const saving = acts.saving(row.id);
  const mine = row.claimedBy !== null && row.claimedBy === me;
  return (
    <div className="flex flex-wrap gap-2">
      <CallLink caller={row.caller} whom={whomOf(row)} size="normal" />
      {row.caller === "" ? null : <CopyNumber number={row.caller} />}
      {open ? (
        <>
          <Button disabled={saving} onClick={() => onClaim(row.id)}>
            {mine ? words.acts.release : words.acts.claim}
          </Button>
          {row.claimedBy === null || mine ? null : (
            <Button disabled={saving} onClick={() => acts.act(row, "release")}>
              {words.acts.releaseFrom(plainName(row.claimedBy))}
            </Button>
          )}
          <Button disabled={saving} onClick={() => onNote({ row, deed: "attempt" })}>
            {words.acts.attempt}
          </Button>
          <Button disabled={saving} onClick={() => onNote({ row, deed: "done" })}>
            {words.acts.done}
          </Button>
          <Button disabled={saving} onClick={() => acts.act(row, "not-needed")}>
            {words.acts.notNeeded}
          </Button>
        </>
      ) : (
        <Button disabled={saving} onClick={() => acts.act(row, "reopen")}>
          {words.acts.reopen}
        </Button>
      )}
      {row.undoable ? (
        <Button tone="quiet" disabled={saving} onClick={() => acts.act(row, "undo")}>
          {words.acts.undo}
        </Button>
      ) : null}
    </div>
  );
}

function CopyNumber({ number }: { number: string }) {
  const announce = useAnnounce();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(number);
      announce(words.acts.copied);
    } catch {
      // Where the page is not served over HTTPS there is no clipboard; the number stands above to be marked.
      announce(words.acts.notCopied);
    }
  };
  return <Button onClick={() => void copy()}>{words.acts.copy}</Button>;
}
