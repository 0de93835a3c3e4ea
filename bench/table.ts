import type { Bound, Comparison, Unit } from "./comparison.ts";
import type { Judged, Verdict } from "./judge.ts";
import type { Spread } from "./spread.ts";

const heading = ["", "", "floor", "Ringside", "ratio (least to most)", "goal", ""];

/** What was found as a table for people, with the notes under it. */
export function tableOf(found: readonly (Comparison & Judged)[], notes: readonly string[]): string {
  const lines = [heading, ...found.map(lineOf)];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[...(found.length === 0 ? [] : [...table, ""]), ...notes.map((note) => `- ${note}`)].join("\n").trimEnd()}\n`;
}

function lineOf({ goal, what, unit, bound, floor, ours, ratio, verdict }: Comparison & Judged): string[] {
  return [
    goal,
    what,
    inUnit(floor.median, unit),
    inUnit(ours.median, unit),
    times(ratio),
    bound === null ? "" : goalText(bound, unit),
    verdictText(verdict),
  ];
}

function times({ median, least, most }: Spread): string {
  const middle = `${precise(median)} ×`;
  return least === most ? middle : `${middle} (${precise(least)} to ${precise(most)})`;
}

const signs: Readonly<Record<Bound["is"], string>> = { "at most": "≤", "at least": "≥", exactly: "=" };

function goalText({ on, is, limit }: Bound, unit: Unit): string {
  const sign = signs[is];
  switch (on) {
    case "ratio":
      return `${sign} ${limit} ×`;
    case "excess":
      return `${sign} floor + ${inUnit(limit, unit)}`;
    case "ours":
      return `${sign} ${inUnit(limit, unit)}`;
  }
}

function verdictText(verdict: Verdict): string {
  switch (verdict.is) {
    case "met":
      return "met";
    case "missed":
      return "MISSED";
    case "told":
      return "";
    case "not judged":
      return `not judged: ${verdict.because}`;
  }
}

function inUnit(figure: number, unit: Unit): string {
  switch (unit) {
    case "a second":
      return `${grouped(Math.round(figure))}/s`;
    case "ms":
    case "µs":
      return `${precise(figure)} ${unit}`;
    case "%":
      return `${Math.round(figure)} %`;
    case "pieces":
      return grouped(Math.round(figure));
    case "bytes":
      return `${grouped(Math.round(figure))} B`;
  }
}

function grouped(whole: number): string {
  return whole.toLocaleString("en");
}

/** Three digits that count. */
function precise(figure: number): string {
  return figure.toLocaleString("en", { maximumSignificantDigits: 3, minimumSignificantDigits: 2, useGrouping: false });
}
