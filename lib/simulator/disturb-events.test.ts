import { expect, test } from "vitest";
import { layOutCentre } from "./centre.ts";
import { disturbEvents } from "./disturb-events.ts";
import { type Faults, noFaults } from "./faults.ts";
import { seededRandom } from "./random.ts";
import { type Happening, simulateTraffic } from "./traffic.ts";

type Told = Extract<Happening, { kind: "event" }>;

const quiet = [
  ...simulateTraffic({
    centre: layOutCentre({ queues: 3, agents: 6 }, seededRandom(2)),
    seed: 2,
    startAt: Date.UTC(2026, 2, 2, 8),
    minutes: 120,
    callsPerHour: 80,
    talkSeconds: 120,
    timeZone: "UTC",
  }),
];

function disturbed(faults: Partial<Faults>): Happening[] {
  return [...disturbEvents(quiet, { faults: { ...noFaults, ...faults }, random: seededRandom(5) })];
}

const told = (happenings: readonly Happening[]): Told[] => happenings.filter((one) => one.kind === "event");
const instants = (happenings: readonly Happening[]): number[] => happenings.map(({ at }) => at);
const before = told(quiet);
const sentAt = new Map(before.map(({ at, event }) => [event, at]));

test("[S4] without faults nothing changes", () => {
  expect(disturbed({})).toEqual(quiet);
});

test.each<Partial<Faults>>([{ repeat: 0.4 }, { reorder: 0.4 }, { lose: 0.4 }, { repeat: 1, reorder: 0.5, lose: 0.1 }])(
  "[S4] with %j the feed still runs forward in time, and every call is told over",
  (faults) => {
    const after = disturbed(faults);
    expect(instants(after)).toEqual([...instants(after)].sort((left, right) => left - right));
    expect(after.filter(({ kind }) => kind === "over")).toEqual(quiet.filter(({ kind }) => kind === "over"));
  },
);

test("[S4] a mirrored feed brings every event twice, the second time within 1.9 s", () => {
  const twice = Map.groupBy(told(disturbed({ repeat: 1 })), ({ event }) => event);
  expect(twice.size).toBe(before.length);
  for (const [event, copies] of twice) {
    const late = copies.map(({ at }) => at - (sentAt.get(event) ?? 0));
    expect(late).toHaveLength(2);
    expect(late[0]).toBe(0);
    expect(late[1]).toBeLessThanOrEqual(1900);
  }
});

test("[S4] reordering holds events up for at most a second, and lets others of the same call overtake them", () => {
  const after = told(disturbed({ reorder: 0.5 }));
  expect(new Set(after.map(({ event }) => event))).toEqual(new Set(sentAt.keys()));
  for (const { at, event } of after) expect(at - (sentAt.get(event) ?? 0)).toBeLessThanOrEqual(1000);
  const order = (events: readonly Told[]) =>
    [...Map.groupBy(events, ({ event }) => event.callId)].map(([id, of]) => [id, of.map(({ event }) => event)]);
  expect(order(after)).not.toEqual(order(before));
});

test("[S4] losing loses about the share that was asked for", () => {
  expect(told(disturbed({ lose: 0.25 })).length / before.length).toBeCloseTo(0.75, 1);
  expect(told(disturbed({ lose: 1 }))).toEqual([]);
});
