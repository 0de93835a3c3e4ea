import { EmptyState } from "#components/ui/empty-state.tsx";
import type { ReportChoice } from "#lib/report/report-choice.ts";
import type { ChartShape, Tone, Unit } from "./chart.ts";
import type { Column } from "./columns.ts";
import { SeriesChart } from "./series-chart.tsx";
import { SlotTable } from "./slot-table.tsx";
import type { Slot } from "./slots.ts";
import { words } from "./words.ts";

export interface DetailChart<Sums> {
  readonly title: string;
  readonly kind: ChartShape["kind"];
  readonly unit: Unit;
  readonly series: readonly {
    readonly title: string;
    readonly tone: Tone;
    readonly read: (sums: Sums) => number | null;
  }[];
}

interface DetailChartsProps<Sums> {
  readonly of: string;
  readonly by: ReportChoice["by"];
  readonly slots: readonly Slot<Sums>[];
  readonly isBusy: (sums: Sums) => boolean;
  readonly charts: readonly DetailChart<Sums>[];
  readonly columns: readonly Column<Sums>[];
}

/** One subject by half hour or by day: charts, and below them the same numbers as a table. */
export function DetailCharts<Sums>({ of, by, slots, isBusy, charts, columns }: DetailChartsProps<Sums>) {
  if (!slots.some(({ sums }) => isBusy(sums))) return <EmptyState title={words.nothing}>{words.nothingWhy}</EmptyState>;
  const labels = slots.map(({ label }) => label);
  const place = by === "days" ? words.date : words.halfHour;
  return (
    <>
      <div className="grid gap-x-6 gap-y-4 px-4 pb-2 xl:grid-cols-2 print:grid-cols-2">
        {charts.map(({ title, kind, unit, series }) => (
          <SeriesChart
            key={title}
            title={title}
            of={of}
            labels={labels}
            place={place}
            kind={kind}
            unit={unit}
            series={series.map(({ read, ...one }) => ({ ...one, values: slots.map(({ sums }) => read(sums)) }))}
          />
        ))}
      </div>
      <SlotTable slots={slots} of={of} by={by} columns={columns} />
    </>
  );
}
