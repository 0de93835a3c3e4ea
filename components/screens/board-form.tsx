import { type FormEvent, useState } from "react";
import { FormEnd } from "#components/directory/form-end.tsx";
import { Trouble } from "#components/directory/trouble.tsx";
import { ChoiceRow } from "#components/ui/choice-row.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { useDirectory } from "#lib/client/directory.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { boardIdOf } from "#lib/screens/board-id.ts";
import { words } from "./words.ts";

type Board = SiteAnswer["site"]["boards"][number];

interface BoardFormProps {
  /** null: a new one. */
  readonly board: Board | null;
  readonly boards: readonly Board[];
  /** Resolves with why it was not saved; null: it was. */
  readonly save: (boards: readonly Board[], done: string) => Promise<string | null>;
  readonly onDone: () => void;
}

export function BoardForm({ board, boards, save, onDone }: BoardFormProps) {
  const [name, setName] = useState(board?.name ?? "");
  const [queues, setQueues] = useState(board?.queues ?? null);
  const [agents, setAgents] = useState(board?.agents ?? null);
  const [checked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setTrouble(null);
    const wanted = name.trim();
    if (wanted === "" || queues?.length === 0 || agents?.length === 0) return;
    const id =
      board?.id ??
      boardIdOf(
        wanted,
        boards.map((one) => one.id),
      );
    const changed = { id, name: wanted, queues, agents };
    const next = board === null ? [...boards, changed] : boards.map((one) => (one.id === id ? changed : one));
    const why = await save(next, words.boards.saved(plainName(wanted)));
    if (why === null) onDone();
    else setTrouble(why);
  };
  return (
    <form className="grid gap-5" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        label={words.boards.name}
        error={checked && name.trim() === "" ? words.boards.nameFault : null}
        value={name}
        maxLength={60}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Numbers label={words.boards.queues} kind="queue" chosen={queues} choose={setQueues} checked={checked} />
      <Numbers label={words.boards.agents} kind="agent" chosen={agents} choose={setAgents} checked={checked} />
      <FormEnd trouble={trouble} button={words.save} />
    </form>
  );
}

interface NumbersProps {
  readonly label: string;
  readonly kind: "queue" | "agent";
  /** null: all of them. */
  readonly chosen: readonly string[] | null;
  readonly choose: (chosen: string[] | null) => void;
  readonly checked: boolean;
}

function Numbers({ label, kind, chosen, choose, checked }: NumbersProps) {
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 font-medium text-table">{label}</legend>
      <ChoiceRow
        label={label}
        choices={which}
        value={chosen === null ? "all" : "some"}
        onChoose={(value) => choose(value === "all" ? null : [])}
      />
      {chosen === null ? null : <Chosen kind={kind} chosen={chosen} choose={choose} />}
      {checked && chosen?.length === 0 ? <Trouble text={words.boards.noneFault} /> : null}
    </fieldset>
  );
}

const which = (["all", "some"] as const).map((value) => ({ value, label: words.boards.which[value] }));

function Chosen(props: Pick<NumbersProps, "kind" | "choose"> & { readonly chosen: readonly string[] }) {
  const { kind, chosen, choose } = props;
  const { data, nameOf } = useDirectory();
  const known = (data?.numbers ?? []).flatMap((one) => ((one.kind ?? one.seenAs) === kind ? [one.number] : []));
  const offered = [...new Set([...known, ...chosen])];
  if (offered.length === 0) return <p className="text-ink-2 text-table">{words.boards.nothing}</p>;
  return (
    <ul className="grid max-h-60 gap-x-4 overflow-y-auto rounded-md border border-rule p-2 sm:grid-cols-2">
      {offered.map((number) => (
        <li key={number}>
          <label className="flex min-h-8 items-center gap-2 text-table">
            <input
              type="checkbox"
              className="size-4"
              checked={chosen.includes(number)}
              onChange={(event) =>
                choose(event.currentTarget.checked ? [...chosen, number] : chosen.filter((one) => one !== number))
              }
            />
            <bdi className="min-w-0 [overflow-wrap:anywhere]">{plainName(nameOf(number))}</bdi>
            {nameOf(number) === number ? null : <span className="text-ink-2 text-meta">{number}</span>}
          </label>
        </li>
      ))}
    </ul>
  );
}
