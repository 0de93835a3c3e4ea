import { counted } from "#lib/display/counted.ts";
import type { Judged } from "./judge.ts";
import type { Dawn } from "./live-day.ts";
import type { SoakReport } from "./run-soak.ts";

const heading = ["", "at first", "at last", "an hour", "95 % between", "at most", ""];

/** The report as a table for people, and what was found besides. */
export function reportText(report: SoakReport): string {
  const lines = [heading, ...report.judged.map(lineOf)];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  return `${[headline(report), "", ...table, "", ...notes(report)].join("\n")}\n`;
}

function headline({ dawns, hours }: SoakReport): string {
  const last = dawns.at(-1);
  const begun = `the wall was loaded ${counted(last?.load ?? 0, "time")}, the server begun ${counted(last?.start ?? 0, "time")}`;
  return `${counted(dawns.length, "day")}, ${counted(last?.accepted ?? 0, "delivery", "deliveries")}: ${hours.toFixed(2)} h at 20 × the real rate; ${begun}.`;
}

function lineOf({ name, unit, first, last, slope, limit, growth, good }: Judged): string[] {
  const between = slope === null ? "" : `${figure(slope.least)} to ${figure(slope.most)}`;
  const verdict = { flat: "flat", grows: "GROWS", uncertain: good ? "no sure growth" : "UNCERTAIN" }[growth];
  return [
    unit === "" ? name : `${name}, ${unit}`,
    Number.isNaN(first) ? "" : figure(first),
    Number.isNaN(last) ? "" : figure(last),
    slope === null ? "" : figure(slope.perHour),
    between,
    String(limit),
    slope === null ? "too few days to tell" : verdict,
  ];
}

function notes({ longTasks: { busy, keptWaiting }, errors, dawns }: SoakReport): string[] {
  const longest = Math.max(...dawns.flatMap(({ work }) => work.map(({ tasks }) => tasks.mostCpu)));
  return [
    `- Tasks of the page that took more than 200 ms of CPU: ${busy.length}. The longest took ${longest.toFixed(0)} ms.`,
    ...(keptWaiting.length === 0
      ? []
      : [`- The machine let ${keptWaiting.length} tasks wait until they took longer than that by the clock.`]),
    ...(errors.length === 0 ? [] : [`- The page said: ${errors.join("; ")}`]),
  ];
}

/** One day, while the rest is awaited. */
export function dawnText({ page, server, accepted, work }: Dawn, number: number): string {
  const frames = work.map((one) => one.frames.toFixed(0)).join(", ");
  const heap = `${figure(page.heap / 1e6)} MB, ${page.nodes} nodes, ${page.listeners} listeners`;
  const memory = `${figure(server.held / 1e6)} MB held, ${figure(server.code / 1e6)} of it code, ${figure(server.resident / 1e6)} MB resident`;
  return `day ${number}, ${accepted} deliveries: page ${heap}; server ${memory}; frames ${frames} ms`;
}

/** Four digits that count. */
function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4, useGrouping: false });
}
