import { expect, test } from "vitest";
import type { Comparison } from "./comparison.ts";
import { judge } from "./judge.ts";
import { tableOf } from "./table.ts";

test("[Q3] where nothing could be measured there is no table", () => {
  expect(tableOf([], ["P-3 could not be measured."])).toBe("- P-3 could not be measured.\n");
});

const comparisons: readonly Comparison[] = [
  {
    goal: "P-1",
    what: "ingest",
    unit: "a second",
    rounds: [
      { floor: 40_000, ours: 22_000 },
      { floor: 40_400, ours: 18_000 },
      { floor: 41_000, ours: 25_000 },
    ],
    bound: { on: "ratio", is: "at least", limit: 0.5 },
    calm: 1.3,
  },
  {
    goal: "P-4",
    what: "an event",
    unit: "µs",
    rounds: [
      { floor: 0.4, ours: 21.04 },
      { floor: 0.8, ours: 21.04 },
    ],
    bound: { on: "ours", is: "at most", limit: 20 },
    calm: 1.3,
  },
  {
    goal: "P-6",
    what: "a page",
    unit: "bytes",
    rounds: [{ floor: 100_000, ours: 140_000 }],
    bound: { on: "excess", is: "at most", limit: 45_000 },
    calm: 1,
  },
  {
    goal: "P-6",
    what: "a delta",
    unit: "bytes",
    rounds: [{ floor: 266_307, ours: 773 }],
    bound: null,
    calm: 1,
  },
];

test("[Q1] the table shows both figures, the ratio with its spread, the goal and the verdict", () => {
  const judged = comparisons.map((one) => ({ ...one, ...judge(one, null) }));
  expect(tableOf(judged, ["P-1: the disk was fast."])).toBe(
    [
      "               floor      Ringside   ratio (least to most)   goal",
      "P-1  ingest    40,400/s   22,000/s   0.55 × (0.446 to 0.61)  ≥ 0.5 ×             met",
      "P-4  an event  0.60 µs    21 µs      39.4 × (26.3 to 52.6)   ≤ 20 µs             not judged: the floor's rounds differ " +
        "2.00 ×, more than 1.3 ×: the machine is too busy",
      "P-6  a page    100,000 B  140,000 B  1.4 ×                   ≤ floor + 45,000 B  met",
      "P-6  a delta   266,307 B  773 B      0.0029 ×",
      "",
      "- P-1: the disk was fast.",
      "",
    ].join("\n"),
  );
});
