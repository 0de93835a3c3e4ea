import { type FormEvent, useCallback, useMemo, useState } from "react";
import { Name } from "#components/board/name.tsx";
import { FigureLink } from "#components/office/figure-link.tsx";
import { Panel } from "#components/office/panel.tsx";
import { RowAge } from "#components/supervisor/row-age.tsx";
import { type MissedActs, useMissedActs } from "#components/supervisor/use-missed-acts.ts";
import { useQueueNames } from "#components/supervisor/use-queue-names.ts";
import { useRowRules } from "#components/supervisor/use-row-rules.ts";
import { Button } from "#components/ui/button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { MissedDeed } from "#lib/board/act.ts";
import type { MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { type Identity, useIdentity } from "#lib/client/identity.ts";
import { myCallBacks } from "#lib/desk/call-backs.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { noValue, timerText } from "#lib/display/texts.ts";
import { dialAddress } from "#lib/supervisor/dial-address.ts";
import { callerText } from "./caller-name.ts";
import { words } from "./words.ts";

const nobody: readonly MissedCaller[] = [];

/** Missed callers who rang this phone, or whom its person has taken. */
export function CallBacks({ extension }: { extension: string }) {
  const missed = useBoardLink((link) => link.board?.missed ?? nobody);
  const known = useBoardLink((link) => link.board !== null);
  const { account, name } = useIdentity();
  const claims = useCallback((row: MissedCaller) => hasClaimed(row, account, name), [account, name]);
  const rows = useMemo(() => myCallBacks(missed, extension, claims), [missed, extension, claims]);
  const acts = useMissedActs();
  return (
    <Panel
      title={words.callBacks.title}
      aside={
        known ? (
          <span className="figure text-section" data-testid="call-back-count">
            {rows.length}
          </span>
        ) : null
      }
    >
      {rows.length === 0 ? (
        <p className="px-4 pt-1 pb-4 text-ink-2">{known ? words.callBacks.none : noValue}</p>
      ) : (
        <ul data-testid="call-backs">
          {rows.map((row) => (
            <CallBackRow key={row.id} row={row} acts={acts} mine={claims(row)} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

/** By the account where somebody signed in: two of one name are two people. */
function hasClaimed({ claimedBy, claimedById }: MissedCaller, account: Identity["account"], name: string | null) {
  if (account !== null && claimedById !== null) return claimedById === account.id;
  return claimedBy !== null && claimedBy === name;
}

interface RowProps {
  readonly row: MissedCaller;
  readonly acts: MissedActs;
  readonly mine: boolean;
}

function CallBackRow({ row, acts, mine }: RowProps) {
  const [noting, setNoting] = useState(false);
  const refusal = acts.refusal(row.id);
  const rules = useRowRules()(row);
  return (
    <li className="grid gap-1.5 border-rule border-t px-4 py-2 text-table" data-testid="call-back" data-row={row.id}>
      <div className="flex min-w-0 items-baseline gap-2">
        <strong className="min-w-0 font-semibold">
          <Name text={callerText(row)} cut="end" />
        </strong>
        <FigureLink name="missed-row" scope={{ row: row.id }} label={plainName(callerText(row))}>
          {words.callBacks.times(row.count)}
        </FigureLink>
        <span className="ms-auto flex-none">
          <RowAge row={row} rules={rules} />
        </span>
      </div>
      <Lost row={row} />
      {noting ? (
        <DoneForm row={row} acts={acts} close={() => setNoting(false)} />
      ) : (
        <Actions row={row} acts={acts} mine={mine} done={() => setNoting(true)} />
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

/** What this desk can do: nothing while a colleague does it, and nobody can call a withheld number. */
function Actions({ row, acts, mine, done }: RowProps & { readonly done: () => void }) {
  const { callBacks } = words;
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
      {saving ? <span className="text-ink-2">{callBacks.saving}</span> : null}
    </div>
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
