import { useEffect, useRef, useSyncExternalStore } from "react";
import { useTheme } from "#components/office/use-theme.ts";
import { type Chart, type ChartShape, type ChartValues, createChart, type Tone, type Unit } from "./chart.ts";
import { words } from "./words.ts";
import "uplot/dist/uPlot.min.css";
import "./reports.css";

interface SeriesChartProps {
  readonly title: string;
  readonly of: string;
  readonly labels: readonly string[];
  readonly kind: ChartShape["kind"];
  readonly unit: Unit;
  readonly place: string;
  readonly series: readonly {
    readonly title: string;
    readonly tone: Tone;
    readonly values: readonly (number | null)[];
  }[];
}

/** A drawing for those who see; the table below it has the same numbers. */
export function SeriesChart({ title, of, labels, kind, unit, place, series }: SeriesChartProps) {
  const scheme = useScheme();
  const shape: ChartShape = {
    labels,
    kind,
    unit,
    place,
    series: series.map(({ title: name, tone }) => ({ title: name, tone })),
  };
  const values = series.map((one) => one.values);
  return (
    <figure className="min-w-0 print:break-inside-avoid">
      <figcaption className="font-medium text-table">{title}</figcaption>
      <div role="img" aria-label={words.chart(title, of)} className="report-chart">
        <Canvas key={`${scheme} ${JSON.stringify(shape)}`} shape={shape} values={values} />
      </div>
    </figure>
  );
}

/** Drawn once for its shape and colours; new values move what is drawn. */
function Canvas({ shape, values }: { shape: ChartShape; values: ChartValues }) {
  const root = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(null);
  const first = useRef({ shape, values });
  useEffect(() => {
    if (root.current === null) return;
    const made = createChart(root.current, first.current.shape, first.current.values);
    chart.current = made;
    return () => made.close();
  }, []);
  useEffect(() => chart.current?.update(values), [values]);
  return <div ref={root} />;
}

const schemes = ["(prefers-color-scheme: dark)", "print"];

/** Changes with the colours: by the page's theme, by the system's, and on paper. */
function useScheme(): string {
  const theme = useTheme();
  const media = useSyncExternalStore(subscribeToSchemes, readSchemes, () => "");
  return `${theme} ${media}`;
}

function subscribeToSchemes(listener: () => void): () => void {
  const queries = schemes.map((query) => window.matchMedia(query));
  for (const query of queries) query.addEventListener("change", listener);
  return () => {
    for (const query of queries) query.removeEventListener("change", listener);
  };
}

function readSchemes(): string {
  return schemes.map((query) => window.matchMedia(query).matches).join(" ");
}
