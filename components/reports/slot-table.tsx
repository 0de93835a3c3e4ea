import { useState } from "react";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import type { Column } from "./columns.ts";
import type { Slot } from "./slots.ts";
import { SumsTable } from "./sums-table.tsx";
import { words } from "./words.ts";

interface SlotTableProps<Sums> {
  readonly slots: readonly Slot<Sums>[];
  readonly of: string;
  readonly by: ReportChoice["by"];
  readonly columns: readonly Column<Sums>[];
}

/** What the charts above it show, as numbers that open. Made when it is asked for: there are hundreds of them. */
export function SlotTable<Sums>({ slots, of, by, columns }: SlotTableProps<Sums>) {
  const [open, setOpen] = useState(false);
  return (
    <details
      className="border-rule border-t print:hidden"
      open={open}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      data-testid="slots"
    >
      <summary className="flex min-h-11 cursor-pointer items-center px-4 text-table">{words.sameNumbers}</summary>
      {open ? (
        <SumsTable
          name={words.sameNumbers}
          compact
          columns={columns}
          rows={slots.map(({ key, label, sums, scope }) => ({
            key,
            of: `${of}, ${label}`,
            sums,
            scope,
            head: (
              <th scope="row" className="report-head">
                {label}
              </th>
            ),
          }))}
          heads={
            <th scope="col" className="report-head">
              {by === "days" ? words.date : words.halfHour}
            </th>
          }
        />
      ) : null}
    </details>
  );
}
