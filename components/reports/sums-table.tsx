import type { ReactNode } from "react";
import { FigureLink } from "#components/office/figure-link.tsx";
import { noValue } from "#lib/display/texts.ts";
import type { FigureScope } from "#lib/report/figure-names.ts";
import type { Column } from "./columns.ts";
import { ScrollBox } from "./scroll-box.tsx";
import { words } from "./words.ts";

export interface SumsRow<Sums> {
  readonly key: string;
  /** What it is of, for those who do not see the row's beginning. */
  readonly of: string;
  readonly head: ReactNode;
  readonly sums: Sums;
  readonly scope: FigureScope;
  /** The row above all others: their sum. */
  readonly isSum?: boolean;
}

interface SumsTableProps<Sums> {
  readonly name: string;
  readonly heads: ReactNode;
  readonly columns: readonly Column<Sums>[];
  readonly rows: readonly SumsRow<Sums>[];
  readonly compact?: boolean;
}

/** Rows of figures, each of which opens. Narrow windows scroll it under its first column. */
export function SumsTable<Sums>({ name, heads, columns, rows, compact = false }: SumsTableProps<Sums>) {
  return (
    <ScrollBox label={name}>
      <table className="report-table" data-compact={compact || undefined} data-few={columns.length < 6 || undefined}>
        <thead>
          <tr>
            {heads}
            {columns.map(({ title }) => (
              <th key={title} scope="col" className="report-figure">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function Row<Sums>({ row, columns }: { row: SumsRow<Sums>; columns: readonly Column<Sums>[] }) {
  const { of, head, sums, scope, isSum = false } = row;
  return (
    <tr className={isSum ? "font-semibold" : undefined}>
      {head}
      {columns.map(({ title, figure, text }) => {
        const shown = text(sums);
        return (
          <td key={title} className="report-figure" data-nothing={shown === "0" || shown === noValue || undefined}>
            <FigureLink name={figure} scope={scope} label={words.row(of, title)}>
              {shown}
            </FigureLink>
          </td>
        );
      })}
    </tr>
  );
}
