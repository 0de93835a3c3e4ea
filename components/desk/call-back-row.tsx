import { type FormEvent, useEffect, useRef, useState } from "react";
import { Name } from "#components/board/name.tsx";
import { FigureLink } from "#components/office/figure-link.tsx";
import { RowAge } from "#components/supervisor/row-age.tsx";
import type { MissedActs } from "#components/supervisor/use-missed-acts.ts";
import { useQueueNames } from "#components/supervisor/use-queue-names.ts";
import { useRowRules } from "#components/supervisor/use-row-rules.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { maskedEnd } from "#lib/access/mask.ts";
import type { MissedDeed } from "#lib/board/act.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { timerText } from "#lib/display/texts.ts";
import type { RevealAnswer } from "#lib/protocol/api/audit-answers.ts";
import { dialAddress } from "#lib/supervisor/dial-address.ts";
import { callerText } from "./caller-name.ts";
import { RevealDialog } from "./reveal-dialog.tsx";
import { words } from "./words.ts";

interface RowProps {
  readonly row: MissedCaller;
  readonly acts: MissedActs;
  readonly standing: Standing;
}

/** `taken`: by whoever sits here. `rang`: at this phone. `anyones`: neither. */
export type Standing = "taken" | "rang" | "anyones";

/** Somebody to call back, and what this desk can do about it. */
export function CallBackRow({ row: told, acts, standing }: RowProps) {
  const [noting, setNoting] = useState(false);
  const [revealed, setRevealed] = useState<RevealAnswer | null>(null);
  const row = revealed === null ? told : { ...told, caller: revealed.number, callerName: revealed.name };
  const refusal = acts.refusal(row.id);
  const rules = useRowRules()(row);
  return (
    <li className="grid gap-1.5 border-rule border-t px-4 py-2 text-table" data-testid="call-back" data-row={row.id}>
      <div className="flex min-w-0 items-baseline gap-2">
        <Caller row={row} revealed={revealed !== null} />
        <Times row={row} standing={standing} />
        <span className="ms-auto flex-none">
          <RowAge row={row} rules={rules} />
        </span>
      </div>
      <Lost row={row} />
      {noting ? (
        <DoneForm row={row} acts={acts} close={() => setNoting(false)} />
      ) : (
        <Actions row={row} acts={acts} standing={standing} done={() => setNoting(true)} reveal={setRevealed} />
      )}
      {refusal === null ? null : (
        <p role="alert" className="flex flex-wrap items-center gap-x-3 [overflow-wrap:anywhere]">
          <bdi>{refusal.why}</bdi>
          {refusal.again ? (
            <Button size="compact" onClick={() => acts.again(row.id)}>
              {words.callBacks.again}
            </Button>
          ) : null}
        </p>
      )}
    </li>
  );
}

/** The button that revealed it is gone: who pressed it goes on where the number stands. */
function Caller({ row, revealed }: { row: MissedCaller; revealed: boolean }) {
  const name = useRef<HTMLElement>(null);
  useEffect(() => {
    if (revealed) name.current?.focus();
  }, [revealed]);
  return (
    <strong ref={name} tabIndex={revealed ? -1 : undefined} className="min-w-0 font-semibold" data-testid="whom">
      <Name text={callerText(row)} cut="end" />
    </strong>
  );
}

/** The calls behind a row are told to agents of their own rows alone. */
function Times({ row, standing }: Pick<RowProps, "row" | "standing">) {
  const isAgent = useIdentity().account?.role === "agent";
  const times = words.callBacks.times(row.count);
  if (isAgent && standing === "anyones") return <span className="figure">{times}</span>;
  return (
    <FigureLink name="missed-row" scope={{ row: row.id }} label={plainName(callerText(row))}>
      {times}
    </FigureLink>
  );
}

function Lost({ row }: { row: MissedCaller }) {
  const queueName = useQueueNames();
  const { callBacks } = words;
  const parts = [
    ...(row.callerName === null || row.caller === "" ? [] : [row.caller]),
    ...(row.queue === null ? [] : [queueName(row.queue)]),
    row.waitSeconds === null
      ? callBacks.lost[row.lostIn]
      : `${callBacks.lost[row.lostIn]} ${timerText(row.waitSeconds)}`,
    ...(row.claimedBy === null ? [] : [callBacks.takenBy(row.claimedBy)]),
    ...(row.attempts.length === 0 ? [] : [callBacks.attempts(row.attempts.length)]),
  ];
  return (
    <p className="text-ink-2 [overflow-wrap:anywhere]">
      <bdi>{plainName(parts.join(" · "))}</bdi>
    </p>
  );
}

interface ActionsProps extends RowProps {
  readonly done: () => void;
  readonly reveal: (answer: RevealAnswer) => void;
}

/** What this desk can do: nothing while a colleague does it, and nobody can call a withheld number. */
function Actions({ row, acts, standing, done, reveal }: ActionsProps) {
  const { callBacks } = words;
  const mine = standing === "taken";
  const name = plainName(callerText(row));
  const address = dialAddress(row.caller);
  const saving = acts.saving(row.id);
  const labelled = (act: string) => ({
    "aria-label": callBacks.of(act, name),
    disabled: saving,
    size: "compact" as const,
  });
  const deed = (what: MissedDeed, word: string) => (
    <Button {...labelled(word)} onClick={() => acts.act(row, what)}>
      {word}
    </Button>
  );
  const mustTake = useIdentity().account?.role === "agent" && !mine;
  if (row.claimedBy !== null && !mine) return null;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {address === null ? null : (
        <a href={address} className={callLink} aria-label={callBacks.of(callBacks.call, name)}>
          {callBacks.call}
        </a>
      )}
      {mine ? deed("release", callBacks.release) : null}
      {mustTake ? (
        deed("claim", callBacks.take)
      ) : row.caller === "" ? (
        deed("not-needed", callBacks.notNeeded)
      ) : (
        <>
          {mine ? null : deed("claim", callBacks.take)}
          {deed("attempt", callBacks.noAnswer)}
          <Button {...labelled(callBacks.done)} onClick={done}>
            {callBacks.done}
          </Button>
        </>
      )}
      {maskedEnd(row.caller) === null ? null : <Reveal row={row} tell={reveal} />}
      {saving ? <span className="text-ink-2">{callBacks.saving}</span> : null}
    </div>
  );
}

function Reveal({ row, tell }: { row: MissedCaller; tell: (answer: RevealAnswer) => void }) {
  const [asking, setAsking] = useState(false);
  const { button } = words.reveal;
  return (
    <>
      <Button
        tone="quiet"
        size="compact"
        aria-label={words.callBacks.of(button, plainName(callerText(row)))}
        onClick={() => setAsking(true)}
      >
        {button}
      </Button>
      <RevealDialog row={asking ? row.id : null} close={() => setAsking(false)} tell={tell} />
    </>
  );
}

const callLink =
  "inline-flex min-h-7 items-center rounded-md border border-ink bg-ink px-2 font-medium text-bg text-meta no-underline";

function DoneForm({ row, acts, close }: { row: MissedCaller; acts: MissedActs; close: () => void }) {
  const [note, setNote] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    acts.act(row, "done", note.trim() === "" ? null : note.trim());
    close();
  };
  return (
    <form
      className="grid gap-2"
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
      }}
    >
      <TextField
        label={words.callBacks.note}
        hint={words.callBacks.noteHint}
        value={note}
        maxLength={500}
        onChange={(event) => setNote(event.currentTarget.value)}
        autoFocus
      />
      <div className="flex gap-2">
        <Button tone="primary" type="submit">
          {words.callBacks.done}
        </Button>
        <Button onClick={close}>{words.callBacks.cancel}</Button>
      </div>
    </form>
  );
}
