import type { ReportChoice } from "#lib/report/report-choice.ts";
import { queryOf } from "./use-report.ts";
import { words } from "./words.ts";

interface CsvLinkProps {
  readonly table: "queues" | "agents" | "half-hours" | "days";
  readonly name: string;
  readonly choice: ReportChoice;
}

export function CsvLink({ table, name, choice }: CsvLinkProps) {
  const query = queryOf(choice);
  query.set("table", table);
  return (
    <a
      href={`/api/report.csv?${query}`}
      download
      aria-label={words.csvOf(name)}
      className="inline-flex min-h-7 items-center text-ink-2 text-table print:hidden"
    >
      {words.csv}
    </a>
  );
}
