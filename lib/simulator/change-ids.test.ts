import { expect, test } from "vitest";
import { layOutCentre } from "./centre.ts";
import { changeIds } from "./change-ids.ts";
import { seededRandom } from "./random.ts";
import { type Happening, simulateTraffic } from "./traffic.ts";

const quiet = [
  ...simulateTraffic({
    centre: layOutCentre({ queues: 3, agents: 6 }, seededRandom(2)),
    seed: 4,
    startAt: Date.UTC(2026, 2, 2, 8),
    minutes: 180,
    callsPerHour: 100,
    talkSeconds: 120,
    timeZone: "UTC",
  }),
];

const changed = (share: number): Happening[] => [
  ...changeIds(quiet, { share, timeZone: "UTC", random: seededRandom(1) }),
];

/** The events of a call, each with whether its id is another than the call's first. */
function storyOf(index: number, happenings: readonly Happening[]) {
  const before = quiet[index];
  const after = happenings[index];
  if (before?.kind !== "event" || after?.kind !== "event") return null;
  return { call: before.event.callId, before: before.event, after: after.event };
}

const all = changed(1);
const stories = Map.groupBy(
  quiet.flatMap((_, index) => storyOf(index, all) ?? []),
  ({ call }) => call,
);
const truths = new Map(all.flatMap((one) => (one.kind === "over" ? [[one.call.record.id, one.call] as const] : [])));

test("[S4] no call changes its id unless asked", () => {
  expect(changed(0)).toEqual(quiet);
});

test("[S4] an id changes at the end, or at the answer of an outbound call, and stays so with its recordings", () => {
  let seen = 0;
  for (const [call, events] of stories) {
    const from = events.findIndex(({ after }) => after.callId !== call);
    if (from < 0) continue;
    seen += 1;
    const first = events[from]?.before;
    expect(first?.kind === "ended" || (first?.kind === "answered" && first.direction === "outbound")).toBe(true);
    const later = events.slice(from).map(({ after }) => after);
    expect(new Set(later.map((event) => event.callId)).size).toBe(1);
    const recordings = later.flatMap((event) => (event.kind === "recorded" ? event.urls : []));
    for (const url of recordings) expect(url).toContain(later[0]?.callId);
    expect(truths.get(call)?.record.linked).toBe(true);
    expect(truths.get(call)?.record.legs.flatMap((leg) => leg.recordings)).toEqual(recordings);
  }
  expect(seen).toBeGreaterThan(100);
});

test("[S4] transferred calls and callers without a number keep their id, and only they", () => {
  const keeps = [...stories].map(([call, events]) => {
    const kept = events.every(({ after }) => after.callId === call);
    expect(truths.get(call)?.record.linked).toBe(!kept);
    const passedOn = events.some(({ before }) => before.leg > 0 && before.kind === "reached");
    const withheld = truths.get(call)?.record.caller === "";
    expect(kept, call).toBe(passedOn || withheld);
    return kept;
  });
  expect(keeps.filter(Boolean).length).toBeGreaterThan(5);
});

test("[S4] new ids are nobody else's", () => {
  const ids = [...stories.values()].flatMap((events) => [...new Set(events.map(({ after }) => after.callId))]);
  expect(new Set(ids).size).toBe(ids.length);
});
