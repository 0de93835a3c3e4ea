import { type FormEvent, useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { SelectField, type SelectOption } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { type CallsFilter, noFilter, outcomes, type When, whens, writeFilter } from "#lib/calls/calls-filter.ts";
import { useDirectory } from "#lib/client/directory.ts";
import { useIdentity } from "#lib/client/identity.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { words } from "./words.ts";

interface FilterBarProps {
  readonly filter: CallsFilter;
  readonly onChange: (filter: CallsFilter) => void;
}

export function FilterBar({ filter, onChange }: FilterBarProps) {
  const change = (changed: Partial<CallsFilter>) => onChange({ ...filter, ...changed });
  const places = usePlaces(filter);
  const ofPersons = useAsksForPersons();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a form around other forms there cannot be
    <div
      role="search"
      aria-label={words.filters.title}
      className="grid grid-cols-2 items-end gap-3 rounded-lg bg-surface p-4 sm:grid-cols-3 xl:grid-cols-6 max-lg:p-3"
    >
      <SelectField
        label={words.filters.when}
        options={whenOptions}
        value={filter.when}
        onChange={(when: When) => change({ when, from: "", to: "" })}
      />
      <SelectField
        label={words.filters.direction}
        options={directionOptions}
        value={filter.direction}
        onChange={(direction) => change({ direction })}
      />
      <SelectField
        label={words.filters.queue}
        options={places.queues}
        value={filter.queue}
        onChange={(queue) => change({ queue })}
      />
      {ofPersons ? (
        <SelectField
          label={words.filters.agent}
          options={places.agents}
          value={filter.agent}
          onChange={(agent) => change({ agent })}
        />
      ) : null}
      <SelectField
        label={words.filters.outcome}
        options={outcomeOptions}
        value={filter.outcome}
        onChange={(outcome) => change({ outcome })}
      />
      <CallerField caller={filter.caller} onFind={(caller) => change({ caller })} />
      {filter.when === "range" ? <Range filter={filter} change={change} /> : null}
      {writeFilter(filter) === "" ? null : (
        <Button tone="quiet" onClick={() => onChange(noFilter)}>
          {words.filters.clear}
        </Button>
      )}
    </div>
  );
}

/** Agents have their own calls and no other; where a works council has it so, nobody asks for one person's. */
function useAsksForPersons(): boolean {
  const { account } = useIdentity();
  const worksCouncil = useSession().data?.site.worksCouncil ?? false;
  return account?.role !== "agent" && !worksCouncil;
}

const whenOptions = whens.map((value) => ({ value, label: words.filters.whens[value] }));
const directionOptions = (["", "inbound", "outbound"] as const).map((value) => {
  return { value, label: words.filters.directions[value] };
});
const outcomeOptions = [
  { value: "" as const, label: words.filters.anyOutcome },
  ...outcomes.map((value) => ({ value, label: words.filters.outcomes[value] })),
];

interface ChangeProps {
  readonly filter: CallsFilter;
  readonly change: (changed: Partial<CallsFilter>) => void;
}

function Range({ filter, change }: ChangeProps) {
  const { from, to } = filter;
  return (
    <>
      <TextField
        type="date"
        label={words.filters.from}
        value={from}
        max={to === "" ? undefined : to}
        onChange={(event) => change({ when: "range", from: event.currentTarget.value })}
      />
      <TextField
        type="date"
        label={words.filters.to}
        value={to}
        min={from === "" ? undefined : from}
        onChange={(event) => change({ when: "range", to: event.currentTarget.value })}
      />
    </>
  );
}

/** Looked for when it is complete: with Enter, the button, or on leaving the field. */
function CallerField({ caller, onFind }: { caller: string; onFind: (caller: string) => void }) {
  const [typed, setTyped] = useState(caller);
  useEffect(() => setTyped(caller), [caller]);
  const find = () => {
    const wanted = typed.trim();
    if (wanted !== caller) onFind(wanted);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find();
  };
  return (
    <form onSubmit={submit}>
      <TextField
        type="search"
        inputMode="tel"
        label={words.filters.caller}
        placeholder={words.filters.callerHint}
        value={typed}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={find}
      />
    </form>
  );
}

/** Queues and phones to choose from, and those the address names though nobody knows them. */
function usePlaces({ queue, agent }: CallsFilter) {
  const { data } = useDirectory();
  const numbers = data?.numbers ?? [];
  const agents = numbers.filter((one) => (one.kind ?? one.seenAs) === "agent");
  const queues = data?.queues ?? [];
  return {
    queues: options(
      words.filters.anyQueue,
      queues.map((one) => ({ number: one.queue, name: one.name })),
      queue,
    ),
    agents: options(words.filters.anyAgent, agents, agent),
  };
}

function options(
  any: string,
  known: readonly { readonly number: string; readonly name: string | null }[],
  chosen: string,
): readonly SelectOption<string>[] {
  const named = known.map(({ number, name }) => {
    return { value: number, label: name === null ? number : `${plainName(name)} (${number})` };
  });
  const missing = chosen === "" || known.some(({ number }) => number === chosen);
  const all = missing ? named : [...named, { value: chosen, label: plainName(chosen) }];
  return [{ value: "", label: any }, ...all];
}
