import uPlot from "uplot";
import { noValue, percentText, timerText } from "#lib/display/texts.ts";

export type Unit = "calls" | "share" | "seconds";
export type Tone = "talk" | "ring" | "ink" | "rule";

export interface ChartShape {
  /** Along the bottom, one for each value. */
  readonly labels: readonly string[];
  /** `stacked`: bars upon each other, the first at the bottom. */
  readonly kind: "lines" | "stacked";
  readonly unit: Unit;
  /** What a label says: a time, a date. */
  readonly place: string;
  readonly series: readonly { readonly title: string; readonly tone: Tone }[];
}

/** A list for each series; null: nothing is known there. */
export type ChartValues = readonly (readonly (number | null)[])[];

export interface Chart {
  update(values: ChartValues): void;
  close(): void;
}

const height = 190;
/** px that a letter of a label takes, and its share of the gap to the next. */
const labelSpace = 10;

const steps: Readonly<Record<Unit, number[]>> = {
  calls: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 50_000, 100_000],
  share: [0.25, 0.5, 1],
  seconds: [1, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800],
};

/** Draws into `root` as wide as that is, with the colours that hold there now. */
export function createChart(root: HTMLElement, shape: ChartShape, values: ChartValues): Chart {
  let shown = values;
  const plot = new uPlot(
    optionsOf(root, shape, () => shown),
    dataOf(shape, values),
    root,
  );
  const observer = new ResizeObserver(() => plot.setSize({ width: root.clientWidth, height }));
  observer.observe(root);
  return {
    update(next) {
      shown = next;
      plot.setData(dataOf(shape, next));
    },
    close() {
      observer.disconnect();
      plot.destroy();
    },
  };
}

function optionsOf(root: HTMLElement, shape: ChartShape, values: () => ChartValues): uPlot.Options {
  const { labels, kind, unit } = shape;
  const text = unitText(unit);
  const axis = axisOf(root);
  return {
    width: root.clientWidth,
    height,
    cursor: { drag: { x: false, y: false }, y: false },
    scales: {
      x: { time: false, range: [-0.5, Math.max(labels.length, 1) - 0.5] },
      y: { range: (_plot, _least, most) => [0, unit === "share" ? 1 : Math.max(most * 1.08, 1)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: Math.max(64, ...labels.map(({ length }) => length * labelSpace)),
        incrs: [1, 2, 4, 8, 16, 32, 64, 128],
        values: (_plot, places) => places.map((place) => labels[place] ?? ""),
      },
      { ...axis, size: 56, incrs: steps[unit], values: (_plot, places) => places.map((place) => text(place)) },
    ],
    series: [
      { label: shape.place, value: (_plot, place) => labels[place] ?? noValue },
      ...drawn(shape).map(({ title, tone, index }): uPlot.Series => {
        const value = (_plot: uPlot, _value: number, _series: number, place: number | null): string =>
          place === null ? noValue : text(values()[index]?.[place] ?? null);
        const colour = colourOf(root, tone);
        if (kind === "lines") return { label: title, value, ...lineOf(colour, index) };
        const bars = uPlot.paths.bars?.({ size: [0.7, 48] });
        return { label: title, value, fill: colour, width: 0, points: { show: false }, ...(bars && { paths: bars }) };
      }),
    ],
  };
}

/** The tallest of a stack is drawn first, the others before it. */
function drawn({ kind, series }: ChartShape) {
  const numbered = series.map((one, index) => ({ ...one, index }));
  return kind === "stacked" ? numbered.reverse() : numbered;
}

function dataOf(shape: ChartShape, values: ChartValues): uPlot.AlignedData {
  const places = shape.labels.map((_, place) => place);
  const heights = drawn(shape).map(({ index }) => {
    if (shape.kind === "lines") return [...(values[index] ?? [])];
    return places.map((place) => values.slice(0, index + 1).reduce((sum, one) => sum + (one[place] ?? 0), 0));
  });
  return [places, ...heights];
}

/** Lines differ in more than their colour. */
function lineOf(colour: string, index: number): Partial<uPlot.Series> {
  const dash = index === 0 ? {} : { dash: [6, 4] };
  return { stroke: colour, width: 2, points: { show: true, size: 6, fill: colour }, ...dash };
}

function axisOf(root: HTMLElement): uPlot.Axis {
  const line = colourOf(root, "grid");
  return {
    stroke: colourOf(root, "ink-2"),
    font: `13px ${getComputedStyle(root).fontFamily}`,
    grid: { stroke: line, width: 1 },
    ticks: { stroke: line, width: 1, size: 4 },
  };
}

const tokens = { talk: "talk", ring: "ring", ink: "ink", "ink-2": "ink-2", rule: "rule-strong", grid: "rule" } as const;

/** A canvas knows no tokens: what one comes to where the chart stands. */
function colourOf(root: HTMLElement, token: Tone | "ink-2" | "grid"): string {
  const probe = document.createElement("span");
  probe.style.color = `var(--color-${tokens[token]})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function unitText(unit: Unit): (value: number | null) => string {
  switch (unit) {
    case "calls":
      return (value) => (value === null ? noValue : String(value));
    case "share":
      return percentText;
    case "seconds":
      return timerText;
  }
}
