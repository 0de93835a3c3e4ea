import fc from "fast-check";
import { expect, test } from "vitest";
import { agentStatus } from "#lib/testing/board-records.ts";
import {
  type AgentPanelPlan,
  agentPitch,
  countStates,
  fieldOf,
  hasRoomForReason,
  placeRinging,
  planAgentPanel,
  ringShape,
} from "./agent-panel.ts";
import { frameOf, type Picture, type Profile } from "./frame.ts";

const tv: Picture = { width: 1920, height: 1080 };

function plan(agents: number, picture = tv, profile: Profile = "standard") {
  return planAgentPanel(agents, frameOf(picture, profile).agents, profile);
}

test("[W12] the more agents, the less of each: lines, names, glyphs", () => {
  const letters = { row: 22, half: 11 };
  expect(plan(0)).toEqual({ kind: "none" });
  expect(plan(5)).toEqual({ kind: "list", ring: { rows: 2, columns: 2, letters } });
  expect(plan(12)).toEqual({ kind: "tiles", columns: 2, ring: { rows: 3, columns: 2, letters } });
  expect(plan(14)).toEqual({ kind: "tiles", columns: 2, ring: { rows: 2, columns: 2, letters } });
  expect(plan(15)).toMatchObject({ kind: "glyphs", shown: 15, hidden: 0 });
  expect(plan(40)).toMatchObject({ kind: "glyphs", shown: 40, hidden: 0, ring: { rows: 3, columns: 2 } });
  expect(plan(200)).toMatchObject({ kind: "glyphs", shown: 200, hidden: 0, ring: { rows: 3, columns: 2 } });
  expect(plan(200)).toMatchObject({ columns: 20 });
});

test("[W12] a higher picture gives its room to the tiles first, then to ringing phones", () => {
  const higher = { width: 1280, height: 960 };
  expect(plan(12, higher)).toMatchObject({ kind: "tiles", ring: { rows: 5 } });
  expect(plan(8)).toMatchObject({ kind: "tiles", ring: { rows: 3 } });
  expect(plan(40, higher)).toMatchObject({ kind: "glyphs", ring: { rows: 6 } });
});

test("[W12] from far there are counts, and the names of ringing phones", () => {
  expect(plan(40, tv, "far")).toEqual({
    kind: "counts",
    ring: { rows: 3, columns: 1, letters: { row: 12, half: 6 } },
  });
});

function heightOf(planned: AgentPanelPlan, agents: number): number {
  switch (planned.kind) {
    case "none":
      return 0;
    case "list":
      return planned.ring.rows * agentPitch.tile + agents * agentPitch.listTile;
    case "tiles":
      return (planned.ring.rows + Math.ceil(agents / planned.columns)) * agentPitch.tile + agentPitch.legendLine;
    case "glyphs":
      return (
        planned.ring.rows * agentPitch.tile +
        agentPitch.legend +
        Math.ceil(planned.shown / planned.columns) * planned.cell
      );
    case "counts":
      return planned.ring.rows * agentPitch.tile * 1.5 + agentPitch.legend * 1.5;
  }
}

const pictures: fc.Arbitrary<Picture> = fc.constantFrom(
  tv,
  { width: 3840, height: 2160 },
  { width: 2560, height: 1080 },
  { width: 3440, height: 1440 },
  { width: 1024, height: 768 },
  { width: 1600, height: 1200 },
  { width: 1080, height: 1920 },
);

test("[W12] whatever the number and the picture: everything fits, everybody is counted, and there is room for a ring", () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 2000 })),
      pictures,
      (agents, picture) => {
        const planned = plan(agents, picture);
        const { agents: area } = frameOf(picture, "standard");
        expect(heightOf(planned, agents)).toBeLessThanOrEqual(area.height + 1e-6);
        if (planned.kind === "none") throw new Error("somebody is there");
        expect(planned.ring.rows).toBeGreaterThanOrEqual(1);
        if (planned.kind !== "glyphs") return;
        expect(planned.shown + planned.hidden).toBe(agents);
        expect(planned.columns * planned.cell).toBeLessThanOrEqual(area.width + 1e-6);
      },
    ),
    { numRuns: 500 },
  );
});

const letters = { row: 22, half: 11 };

test("[W13] ringing phones share all the rows while they fit, then the last ones halve theirs, then the rest is counted", () => {
  const space = { rows: 3, columns: 2, letters } as const;
  expect(placeRinging(1, space)).toEqual({ whole: 1, rowsEach: 3, half: 0, more: 0 });
  expect(placeRinging(2, space)).toEqual({ whole: 2, rowsEach: 1.5, half: 0, more: 0 });
  expect(placeRinging(3, space)).toEqual({ whole: 3, rowsEach: 1, half: 0, more: 0 });
  expect(placeRinging(4, space)).toEqual({ whole: 2, rowsEach: 1, half: 2, more: 0 });
  expect(placeRinging(6, space)).toEqual({ whole: 0, rowsEach: 1, half: 6, more: 0 });
  expect(placeRinging(9, space)).toEqual({ whole: 0, rowsEach: 1, half: 5, more: 4 });
  expect(placeRinging(2, { rows: 1, columns: 1, letters })).toEqual({ whole: 0, rowsEach: 1, half: 0, more: 2 });
});

const spaces = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  columns: fc.constantFrom(1 as const, 2 as const),
  letters: fc.constant(letters),
});

test("[W13] every ringing phone has a place or is counted, and the places fit the rows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40 }), spaces, (ringing, space) => {
      const { whole, rowsEach, half, more } = placeRinging(ringing, space);
      expect(whole + half + more).toBe(ringing);
      const lastPlace = more > 0 ? 1 : 0;
      const rows = whole * rowsEach + Math.ceil((half + lastPlace) / space.columns);
      expect(rows).toBeLessThanOrEqual(space.rows + 1e-9);
      if (ringing <= space.rows) expect(whole).toBe(ringing);
    }),
  );
});

test("[W13] the higher a ringing phone's tile, the larger it speaks", () => {
  expect([1, 1.4, 1.5, 1.9, 2, 3].map(ringShape)).toEqual([
    "line",
    "line",
    "stack",
    "stack",
    "large-stack",
    "large-stack",
  ]);
});

test("[W13] a tile says what it rings for where that leaves the name whole, and more than a stump of the reason", () => {
  expect(hasRoomForReason("Ana K.", "Sales", 11)).toBe(true);
  expect(hasRoomForReason("Ana K.", "Support tier 1", 11)).toBe(false);
  expect(hasRoomForReason("Alexandra P.", "Sales", 11)).toBe(false);
  expect(hasRoomForReason("Alexandra P.", "Support tier 1", 22)).toBe(true);
});

test("[W12] the field begins with those who may act, and holds everybody", () => {
  const states = ["talking", "idle", "ringing", "dialing", "talking", "idle"] as const;
  const agents = states.map((state) => agentStatus({ state }));
  expect(fieldOf(agents)).toEqual(["ringing", "idle", "idle", "dialing", "talking", "talking"]);
  expect(countStates(agents)).toEqual({ idle: 2, ringing: 1, talking: 2, dialing: 1 });
});
