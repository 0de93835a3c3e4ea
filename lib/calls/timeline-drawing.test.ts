import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CallDetail, TimelinePart } from "#lib/protocol/api/call-answers.ts";
import { callRecord } from "#lib/testing/call-records.ts";
import { type Drawing, drawTimeline, transfersOf } from "./timeline-drawing.ts";

const start = Date.parse("2026-03-02T09:00:00.000Z");
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString();

type Told = readonly [
  kind: TimelinePart["kind"],
  number: string,
  from: number,
  to: number | null,
  outcome?: TimelinePart["outcome"],
  leg?: number,
];

function detail(
  parts: readonly Told[],
  over: { readonly state?: "unknown"; readonly live?: boolean } = {},
): Pick<CallDetail, "call" | "timeline"> {
  const timeline = parts.map(([kind, number, from, to, outcome = null, leg = 0]) => {
    return { kind, number, leg, from: iso(from), to: to === null ? null : iso(to), outcome };
  });
  const ends = parts.map(([, , from, to]) => to ?? from);
  const endedAt = over.state === "unknown" || over.live === true ? null : iso(Math.max(...ends));
  const state = over.state ?? (over.live === true ? "ringing" : "completed");
  return { call: callRecord({ startedAt: iso(0), endedAt, state }), timeline };
}

const lanesOf = ({ lanes }: Drawing) => lanes.map(({ of, number, bars }) => [of, number, bars.length]);

describe("[O84] the drawing of a call", () => {
  test("[O84] has a lane for each menu, queue and phone, in the order in which they were met", () => {
    const drawing = drawTimeline(
      detail([
        ["ivr", "800", 0, 10],
        ["queue", "820", 10, 40],
        ["ring", "201", 10, 30],
        ["ring", "202", 30, 40],
        ["talk", "202", 40, 100, "ended", 1],
      ]),
      start,
      false,
    );
    expect(lanesOf(drawing)).toEqual([
      ["menu", "800", 1],
      ["queue", "820", 1],
      ["phone", "201", 1],
      ["phone", "202", 2],
    ]);
    expect(drawing.seconds).toBe(100);
    expect(drawing.lanes[3]?.bars).toEqual([
      { kind: "ring", start: 0.3, width: 0.1, end: "known" },
      { kind: "talk", start: 0.4, width: 0.6, end: "known" },
    ]);
  });

  test("[O84] marks transfers where the next conversation began", () => {
    const transferred = detail([
      ["talk", "201", 0, 30, "attended", 1],
      ["talk", "202", 25, 60, "blind", 2],
      ["talk", "203", 60, 100, "ended", 3],
    ]);
    expect(transfersOf(transferred.timeline)).toEqual([
      { at: start + 25_000, how: "attended", by: "201", to: "202" },
      { at: start + 60_000, how: "blind", by: "202", to: "203" },
    ]);
    expect(lanesOf(drawTimeline(transferred, start, false))[0]).toEqual(["transfers", "", 2]);
  });

  test("[O84] what nobody told of is drawn as such, what is between two messages is not", () => {
    const gaps = detail([
      ["ring", "201", 0, 20],
      ["ring", "202", 21, 30],
      ["talk", "203", 60, 100, "ended", 1],
    ]);
    const [silence] = drawTimeline(gaps, start, false).lanes.filter(({ of }) => of === "silence");
    expect(silence?.bars).toEqual([{ kind: "silence", start: 0.3, width: 0.3, end: "known" }]);
  });

  test("[O84] an end that nobody knows has a tail; what lasts goes on to now", () => {
    const unknown = drawTimeline(
      detail(
        [
          ["talk", "201", 0, null, null, 1],
          ["ring", "202", 80, 100],
        ],
        { state: "unknown" },
      ),
      start,
      false,
    );
    expect(unknown.seconds).toBeCloseTo(115);
    expect(unknown.lanes[0]?.bars[0]).toMatchObject({ end: "unknown", width: 1 });
    const live = drawTimeline(detail([["ring", "201", 0, null]], { live: true }), start + 40_000, false);
    expect(live).toMatchObject({ seconds: 40, lanes: [{ bars: [{ end: "lasts", width: 1 }] }] });
  });

  test("[O84] of two hundred phones that rang, most share a lane, unless all are asked for", () => {
    const rings = Array.from({ length: 200 }, (_, i): Told => ["ring", `${300 + i}`, i, i + 1]);
    const crowded = detail([...rings, ["talk", "499", 200, 260, "ended", 1]]);
    const few = drawTimeline(crowded, start, false);
    expect(few.lanes.length).toBeLessThanOrEqual(13);
    expect(few.lanes.some(({ of, number }) => of === "phone" && number === "499")).toBe(true);
    expect(few.together + few.lanes.filter(({ of }) => of === "phone").length).toBe(200);
    expect(drawTimeline(crowded, start, true)).toMatchObject({ together: 0, lanes: { length: 200 } });
  });

  test("[O84] every bar lies on the paper, and every mark, whatever the call", () => {
    const part = fc
      .tuple(
        fc.constantFrom("ivr" as const, "queue" as const, "ring" as const, "talk" as const),
        fc.constantFrom("1", "2"),
        fc.nat(90_000),
        fc.option(fc.nat(90_000)),
      )
      .map(([kind, number, from, length]): Told => [kind, number, from, length === null ? null : from + length]);
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1 }),
        fc.constantFrom({}, { live: true }, { state: "unknown" as const }),
        (parts, over) => {
          const told = [...parts].sort((a, b) => a[2] - b[2]);
          const latest = Math.max(...told.map(([, , from, to]) => to ?? from));
          const drawing = drawTimeline(detail(told, over), start + latest * 1000, false);
          expect(drawing.marks.length).toBeLessThanOrEqual(7);
          for (const { place } of drawing.marks) expect(place).toBeLessThanOrEqual(1);
          for (const { start: from, width } of drawing.lanes.flatMap(({ bars }) => bars)) {
            expect(from).toBeGreaterThanOrEqual(0);
            expect(width).toBeGreaterThanOrEqual(0);
            expect(from + width).toBeLessThanOrEqual(1 + 1e-9);
          }
        },
      ),
    );
  });
});
