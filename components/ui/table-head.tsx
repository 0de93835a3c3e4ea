export interface Column {
  readonly label: string;
  readonly className?: string;
}

interface TableHeadProps {
  readonly columns: readonly Column[];
  /** Of the empty cell above a row's buttons; null: rows have none. */
  readonly buttons?: string | null;
  /** It stays in sight while the rows scroll. */
  readonly sticky?: boolean;
}

/** What the columns of a list are. */
export function TableHead({ columns, buttons = null, sticky = false }: TableHeadProps) {
  return (
    <thead className={sticky ? "sticky top-0 z-10 bg-surface" : undefined}>
      <tr className="h-9">
        {columns.map(({ label, className }) => (
          <th key={label} scope="col" className={className}>
            {label}
          </th>
        ))}
        {buttons === null ? null : <td className={buttons} />}
      </tr>
    </thead>
  );
}
