import { useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { type Choice, ChoiceRow } from "#components/ui/choice-row.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { MissedCaller } from "#lib/board/board.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { countShown, type Show, shows } from "#lib/supervisor/worklist.ts";
import { MissedGrid } from "./missed-grid.tsx";
import { NoteDialog, type NoteWanted } from "./note-dialog.tsx";
import { RowDetail } from "./row-detail.tsx";
import { ShortcutHelp } from "./shortcut-help.tsx";
import { useHeld } from "./use-held.ts";
import { useLetters } from "./use-letters.ts";
import { useMissedActs } from "./use-missed-acts.ts";
import { useSupervisorQuery } from "./use-query.ts";
import { useRowCommands } from "./use-row-commands.ts";
import { useWorklist } from "./use-worklist.ts";
import { words } from "./words.ts";
import { WorklistEmpty } from "./worklist-empty.tsx";

const none: readonly MissedCaller[] = [];

/** Whom to call back next: a row a caller, the longest lost first, and what can be done about each. */
export function WorklistPanel() {
  const missed = useBoardLink((link) => link.board?.missed ?? none);
  const me = useIdentity().name ?? "";
  const [{ show, find }] = useSupervisorQuery();
  const [frozen, setFrozen] = useState(false);
  const { held, region } = useHeld();
  const { list, letIn } = useWorklist(missed, { show, find, me }, held || frozen);
  const acts = useMissedActs();
  const [letters, setLetters] = useLetters();
  const [helping, setHelping] = useState(false);
  const [noting, setNoting] = useState<NoteWanted | null>(null);
  const around = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLDivElement>(null);
  const rows = useRowCommands({
    items: list.items,
    me,
    acts,
    region: around,
    letters,
    onNote: setNoting,
    onSearch: () => search.current?.querySelector("input")?.focus(),
    onHelp: () => setHelping(true),
  });
  const opened = list.items.find(({ id }) => id === rows.openId) ?? null;
  return (
    <section aria-label={words.worklist.title} className="flex h-full min-h-0 flex-col rounded-lg bg-surface">
      <WorklistHead
        missed={missed}
        me={me}
        search={search}
        held={held}
        newcomers={list.newcomers.length}
        onLetIn={letIn}
        frozen={frozen}
        onFreeze={setFrozen}
        onHelp={() => setHelping(true)}
      />
      <div ref={around} className="flex min-h-0 flex-1 flex-col" data-testid="worklist-region" {...region}>
        {list.items.length === 0 ? (
          <WorklistEmpty show={show} find={find} me={me} />
        ) : (
          <MissedGrid items={list.items} show={show} me={me} acts={acts} {...rows} />
        )}
        {opened === null ? null : (
          <RowDetail
            row={opened.item}
            me={me}
            acts={acts}
            onNote={setNoting}
            onClaim={rows.onClaim}
            onClose={rows.onCloseDetail}
          />
        )}
        <NoteDialog
          wanted={noting}
          onClose={() => setNoting(null)}
          onSave={({ row, deed }, note) => {
            setNoting(null);
            acts.act(row, deed, note);
          }}
        />
      </div>
      <ShortcutHelp open={helping} onClose={() => setHelping(false)} letters={letters} onLetters={setLetters} />
    </section>
  );
}

interface WorklistHeadProps {
  readonly missed: readonly MissedCaller[];
  readonly me: string;
  readonly search: React.RefObject<HTMLDivElement | null>;
  readonly held: boolean;
  readonly newcomers: number;
  readonly onLetIn: () => void;
  readonly frozen: boolean;
  readonly onFreeze: (frozen: boolean) => void;
  readonly onHelp: () => void;
}

function WorklistHead(props: WorklistHeadProps) {
  const { missed, me, search, frozen, onFreeze, onHelp } = props;
  const [{ show, find }, change] = useSupervisorQuery();
  const counts = countShown(missed, me);
  const choices: readonly Choice<Show>[] = shows.map((value) => ({
    value,
    label: words.worklist.shows[value],
    count: counts[value],
  }));
  return (
    <header className="grid gap-2 px-4 pt-3 pb-2">
      <div className="flex items-center justify-between gap-x-4">
        <h2 className="font-semibold text-section leading-tight">{words.worklist.title}</h2>
        <div className="flex min-w-0 items-center gap-2">
          <HeldMark {...props} />
          <Button size="compact" tone="quiet" onClick={onHelp}>
            {words.worklist.keys}
          </Button>
          <Button
            size="compact"
            aria-pressed={frozen}
            tone={frozen ? "primary" : "plain"}
            onClick={() => onFreeze(!frozen)}
          >
            {words.worklist.freeze}
          </Button>
        </div>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <ChoiceRow
          label={words.worklist.show}
          choices={choices}
          value={show}
          onChoose={(value) => change({ show: value })}
        />
        <div ref={search} className="w-64 max-sm:w-full">
          <TextField
            label={words.worklist.find}
            bare
            type="search"
            placeholder={words.worklist.find}
            value={find}
            maxLength={100}
            onChange={(event) => change({ find: event.currentTarget.value })}
          />
        </div>
      </div>
    </header>
  );
}

/** That nothing moves, why, and what waits outside. It stands beside the title, so that its coming moves no row. */
function HeldMark({ held, frozen, newcomers, onLetIn }: WorklistHeadProps) {
  const why = frozen ? words.worklist.held.frozen : held ? words.worklist.held.inUse : "";
  return (
    <>
      <p className="truncate text-ink-2 text-meta max-sm:hidden" data-testid="held">
        {why}
      </p>
      {newcomers === 0 ? null : (
        <Button size="compact" onClick={onLetIn} data-testid="newcomers">
          {words.worklist.newcomers(newcomers)}
        </Button>
      )}
    </>
  );
}
