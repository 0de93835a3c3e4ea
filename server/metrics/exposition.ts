/** What a metric is told apart by. The values may be any text. */
export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** Counted by bounds: each bucket holds those before it too; the last is unbounded. */
export interface Distribution {
  readonly buckets: readonly { readonly atMost: number; readonly count: number }[];
  readonly sum: number;
  readonly count: number;
}

/** One figure of the server, under a name of its own. A counter only grows, and begins anew with the process. */
export type Metric = { readonly name: string; readonly help: string } & (
  | { readonly type: "counter" | "gauge"; readonly samples: readonly Sample[] }
  | { readonly type: "histogram"; readonly of: Distribution }
);

/** Of the text that `expose` makes. */
export const expositionType = "text/plain; version=0.0.4; charset=utf-8";

/** Metrics as Prometheus reads them, in its text format 0.0.4. */
export function expose(metrics: readonly Metric[]): string {
  return metrics.map((metric) => [headOf(metric), ...linesOf(metric).map((told) => `${told}\n`)].join("")).join("");
}

function headOf({ name, help, type }: Metric): string {
  const text = help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n");
  return `# HELP ${name} ${text}\n# TYPE ${name} ${type}\n`;
}

function linesOf(metric: Metric): readonly string[] {
  const { name } = metric;
  if (metric.type !== "histogram") return metric.samples.map(({ labels = {}, value }) => line(name, labels, value));
  const { buckets, sum, count } = metric.of;
  return [
    ...buckets.map(({ atMost, count: upTo }) => line(`${name}_bucket`, { le: numberText(atMost) }, upTo)),
    line(`${name}_sum`, {}, sum),
    line(`${name}_count`, {}, count),
  ];
}

function line(name: string, labels: Labels, value: number): string {
  const told = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`);
  return `${name}${told.length === 0 ? "" : `{${told.join(",")}}`} ${numberText(value)}`;
}

function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function numberText(value: number): string {
  if (value === Number.POSITIVE_INFINITY) return "+Inf";
  return value === Number.NEGATIVE_INFINITY ? "-Inf" : `${value}`;
}
