import Link from "next/link";
import { useState } from "react";
import { ImportDialog } from "#components/directory/import-dialog.tsx";
import { NameField } from "#components/directory/name-field.tsx";
import { useLiveDirectory } from "#components/directory/use-live-directory.ts";
import { useNumberEdit } from "#components/directory/use-number-edit.ts";
import { AnswerGate } from "#components/office/answer-gate.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { TableHead } from "#components/ui/table-head.tsx";
import type { ListedNumber } from "#lib/directory/number-list.ts";
import { plainName } from "#lib/display/plain-name.ts";
import type { DirectoryAnswer } from "#lib/protocol/api/directory-answers.ts";
import { StepPanel } from "./step-panel.tsx";
import { namedNumbers } from "./use-setup-facts.ts";
import { words } from "./words.ts";

/** Queues and phones that were seen so far get their names where they stand. */
export function NamesStep({ done, arrived }: { done: boolean; arrived: boolean }) {
  const directory = useLiveDirectory();
  const [importing, setImporting] = useState(false);
  return (
    <StepPanel step="names" about={words.names.about} arrived={arrived} onward={done ? "done" : "later"}>
      <AnswerGate answer={directory}>{(known) => <Lists directory={known} />}</AnswerGate>
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => setImporting(true)}>{words.names.import}</Button>
        <Link href="/admin/directory" prefetch={false} className="text-table">
          {words.names.directory}
        </Link>
      </div>
      <ImportDialog of="directory" open={importing} onClose={() => setImporting(false)} />
    </StepPanel>
  );
}

function Lists({ directory }: { directory: DirectoryAnswer }) {
  const numbers = namedNumbers(directory);
  if (numbers.length === 0) return <EmptyState title={words.names.none}>{words.names.noneWhy}</EmptyState>;
  const isQueue = ({ kind, seenAs }: ListedNumber) => (kind ?? seenAs) === "queue";
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <NumberTable title={words.names.queues} rows={numbers.filter(isQueue)} settingsRev={directory.settingsRev} />
      <NumberTable
        title={words.names.phones}
        rows={numbers.filter((one) => !isQueue(one))}
        settingsRev={directory.settingsRev}
      />
    </div>
  );
}

interface NumberTableProps {
  readonly title: string;
  readonly rows: readonly ListedNumber[];
  readonly settingsRev: number;
}

function NumberTable({ title, rows, settingsRev }: NumberTableProps) {
  if (rows.length === 0) return null;
  return (
    <div className="min-w-0">
      <h3 className="pb-1 font-medium text-table">{title}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="max-h-[50dvh] overflow-auto" tabIndex={0} aria-label={title}>
        <table className="border-collapse">
          <TableHead sticky columns={[{ label: words.names.number, className: "w-24" }, { label: words.names.name }]} />
          <tbody>
            {rows.map((listed) => (
              <Row key={listed.number} listed={listed} settingsRev={settingsRev} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Row({ listed, settingsRev }: { listed: ListedNumber; settingsRev: number }) {
  const edit = useNumberEdit(listed, settingsRev);
  return (
    <tr data-testid="name-row" data-number={listed.number}>
      <th scope="row" className="text-ink text-table">
        <bdi>{plainName(listed.number)}</bdi>
      </th>
      <td>
        <NameField number={listed.number} edit={edit} />
      </td>
    </tr>
  );
}
