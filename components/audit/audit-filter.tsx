import { Button } from "#components/ui/button.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { auditKinds } from "#lib/access/audit-entry.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { AuditAnswer } from "#lib/protocol/api/audit-answers.ts";
import { type AuditQuery, everything, writeAuditQuery } from "./audit-query.ts";
import { words } from "./words.ts";

interface AuditFilterProps {
  readonly query: AuditQuery;
  readonly people: AuditAnswer["people"];
  readonly onChange: (query: AuditQuery) => void;
}

const kindOptions = [
  { value: "" as const, label: words.filters.anything },
  ...auditKinds.map((value) => ({ value, label: words.kinds[value] })),
];

export function AuditFilter({ query, people, onChange }: AuditFilterProps) {
  // Another question begins at its newest entry.
  const change = (changed: Partial<AuditQuery>) => onChange({ ...query, ...changed, before: "" });
  const { who, kind, from, to } = query;
  return (
    <search
      aria-label={words.filters.title}
      className="grid grid-cols-2 items-end gap-3 rounded-lg bg-surface p-4 xl:grid-cols-5 max-lg:p-3"
    >
      <SelectField
        label={words.filters.who}
        options={peopleOptions(people, who)}
        value={who}
        onChange={(chosen) => change({ who: chosen })}
      />
      <SelectField
        label={words.filters.kind}
        options={kindOptions}
        value={kind}
        onChange={(chosen) => change({ kind: chosen })}
      />
      <TextField
        type="date"
        label={words.filters.from}
        value={from}
        max={to === "" ? undefined : to}
        onChange={(event) => change({ from: event.currentTarget.value })}
      />
      <TextField
        type="date"
        label={words.filters.to}
        value={to}
        min={from === "" ? undefined : from}
        onChange={(event) => change({ to: event.currentTarget.value })}
      />
      {writeAuditQuery({ ...query, before: "" }) === "" ? null : (
        <Button tone="quiet" onClick={() => onChange(everything)}>
          {words.filters.clear}
        </Button>
      )}
    </search>
  );
}

function peopleOptions(people: AuditAnswer["people"], chosen: string) {
  const named = people.map(({ id, name }) => ({ value: id, label: plainName(name) }));
  const known = chosen === "" || people.some(({ id }) => id === chosen);
  const all = known ? named : [...named, { value: chosen, label: plainName(chosen) }];
  return [{ value: "", label: words.filters.anybody }, ...all];
}
