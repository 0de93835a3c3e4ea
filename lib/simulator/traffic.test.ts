import { expect, test } from "vitest";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { layOutCentre } from "./centre.ts";
import { seededRandom } from "./random.ts";
import { simulateTraffic, type TrafficOptions } from "./traffic.ts";
import type { CallTruth } from "./truth.ts";

const office: TrafficOptions = {
  centre: layOutCentre({ queues: 8, agents: 14 }, seededRandom(1)),
  seed: 1,
  startAt: Date.UTC(2026, 2, 2, 8),
  minutes: 8 * 60,
  callsPerHour: 150,
  talkSeconds: 200,
  timeZone: "Europe/Prague",
};

interface Told {
  readonly at: number;
  readonly event: CallEvent;
}

function run(options: TrafficOptions): { readonly told: Told[]; readonly calls: CallTruth[] } {
  const told: Told[] = [];
  const calls: CallTruth[] = [];
  for (const happening of simulateTraffic(options)) {
    if (happening.kind === "event") told.push(happening);
    else calls.push(happening.call);
  }
  return { told, calls };
}

const day = run(office);
const days = [day, ...[2, 3, 4].map((seed) => run({ ...office, seed }))];

/** One word an event: what came, and on which leg. */
function wordOf(event: CallEvent): string {
  switch (event.kind) {
    case "reached":
      return `${event.claim}${event.leg}`;
    case "dialed":
      return `dialed${event.leg}`;
    case "answered":
      return `${event.via}${event.leg}${event.caller === null ? "?" : ""}`;
    case "ended":
      return `${event.transferred ? "handed-over" : event.spoken === true ? "ended" : `lost-at-${event.lostAt}`}${event.leg}`;
    case "recorded":
      return `recorded${event.leg}`;
  }
}

test("[S1] the same options tell the same traffic, another seed another", () => {
  const hour = { ...office, minutes: 60 };
  expect(run(hour)).toEqual(run(hour));
  expect(run({ ...hour, seed: 2 }).told).not.toEqual(run(hour).told);
});

test("[S1] events come in order of time, and every one belongs to a call that is told to its end", () => {
  const instants = day.told.map(({ at }) => at);
  expect(instants).toEqual([...instants].sort((left, right) => left - right));
  expect(new Set(day.told.map(({ event }) => event.callId))).toEqual(new Set(day.calls.map(({ record }) => record.id)));
  expect(day.calls.filter(({ record }) => record.endedAt === null)).toEqual([]);
});

test.each([
  ["incoming successful", "ivr0 queue0 phone0 direct1 ended1 recorded1"],
  ["attended transfer", "ivr0 queue0 phone0 direct1 attended2 phone1 handed-over1 ended2 recorded2 recorded1"],
  ["blind transfer", "ivr0 queue0 phone0 direct1 phone1 blind2 ended2 recorded2 recorded1"],
  ["missed in the queue", "ivr0 queue0 phone0 lost-at-queue0"],
  ["ring group, one phone", "ivr0 phone0 direct1 ended1 recorded1"],
  ["ring group missed", "ivr0 phone0 lost-at-phone0"],
  ["ring-all", "ivr0 phone0 phone0 direct1 ended1 recorded1"],
  ["ring-all missed", "ivr0 phone0 phone0 lost-at-phone0"],
  ["outgoing successful", "dialed0 direct1 ended1 recorded1"],
  ["outgoing unsuccessful", "dialed0 lost-at-null0"],
  ["MakeCall successful", "dialed0 direct1? ended1 recorded1"],
  ["lost in the menu", "ivr0 lost-at-ivr0"],
  ["overflow", "ivr0 queue0 queue0 phone0 direct1 ended1 recorded1"],
  ["passed on to a queue", "ivr0 queue0 phone0 direct1 queue1 phone1 blind2 ended2 recorded2 recorded1"],
  ["lost after being passed on", "ivr0 queue0 phone0 direct1 phone1 lost-at-phone1 recorded1"],
])("[S2] the story %s is told in the documented order", (_, story) => {
  const stories = days.flatMap(({ told }) => [...Map.groupBy(told, ({ event }) => event.callId).values()]);
  expect(stories.map((events) => events.map(({ event }) => wordOf(event)).join(" "))).toContain(story);
});

test("[S3] after closing time nobody calls, and everybody hangs up within half a minute", () => {
  const closesAt = office.startAt + 8 * 60 * 60_000;
  const firsts = [...Map.groupBy(day.told, ({ event }) => event.callId).values()].map((events) => events[0]?.at ?? 0);
  expect(Math.max(...firsts)).toBeLessThan(closesAt);
  expect(day.told.at(-1)?.at).toBeGreaterThan(closesAt);
  expect(day.told.at(-1)?.at).toBeLessThan(closesAt + 45_000);
});

test("[S2] the end names the agent who talked, or the number the caller was lost at", () => {
  const ends = day.told.flatMap(({ event }) => (event.kind === "ended" ? [event] : []));
  const queues = new Set(office.centre.queues.map(({ number }) => number));
  for (const end of ends) {
    if (end.lostAt === "queue") expect(queues).toContain(end.number);
    else if (end.lostAt === "ivr") expect(office.centre.menus).toContain(end.number);
    else expect(office.centre.agents).toContain(end.number);
    expect(end.talkSeconds === null).toBe(end.spoken === false);
  }
});

test("[S2] ids show the PBX's own wall clock and a running number", () => {
  expect(day.told[0]?.event.callId).toMatch(/^2603020900\d\d_1$/);
});

test("[S3] an agent has one conversation at a time, and a caller one call", () => {
  const busyUntil = new Map<string, string>();
  const legs = day.calls.flatMap(({ record }) => record.legs.map((leg) => ({ ...leg, caller: record.caller })));
  for (const leg of legs.sort((left, right) => ((left.answeredAt ?? "") < (right.answeredAt ?? "") ? -1 : 1))) {
    const answeredAt = leg.answeredAt ?? "";
    expect(answeredAt >= (busyUntil.get(leg.agent) ?? ""), `${leg.agent} at ${answeredAt}`).toBe(true);
    busyUntil.set(leg.agent, leg.endedAt ?? "");
  }
  const until = new Map<string, string>();
  const numbered = day.calls.map(({ record }) => record).filter(({ caller }) => caller !== "");
  for (const record of numbered.sort((left, right) => (left.startedAt < right.startedAt ? -1 : 1))) {
    expect(record.startedAt >= (until.get(record.caller) ?? "")).toBe(true);
    until.set(record.caller, record.endedAt ?? "");
  }
});

test("[S3] the traffic is a call centre's: as many calls as asked, waits, misses, and second tries", () => {
  const fresh = office.callsPerHour * 8;
  expect(day.calls.length).toBeGreaterThan(fresh * 0.85);
  expect(day.calls.length).toBeLessThan(fresh * 1.45);
  const inbound = day.calls.filter(({ record }) => record.direction === "inbound");
  const lost = inbound.filter(({ record }) => record.state === "missed");
  expect(lost.length / inbound.length).toBeGreaterThan(0.05);
  expect(lost.length / inbound.length).toBeLessThan(0.4);
  expect(new Set(lost.map(({ record }) => record.lostIn))).toEqual(new Set(["ivr", "queue", "ringing"]));
  const outbound = day.calls.filter(({ record }) => record.direction === "outbound");
  const missed = new Set(lost.map(({ record }) => record.caller));
  expect(outbound.some(({ record }) => missed.has(record.caller))).toBe(true);
  expect(inbound.some(({ record }) => record.caller === "")).toBe(true);
});

test.each([
  { queues: 0, agents: 1 },
  { queues: 1, agents: 1 },
  { queues: 30, agents: 5 },
  { queues: 30, agents: 200 },
  { queues: 100, agents: 900 },
])("[S3] an office of $queues queues and $agents agents works", ({ queues, agents }) => {
  const centre = layOutCentre({ queues, agents }, seededRandom(9));
  expect(centre.queues).toHaveLength(queues);
  for (const queue of centre.queues) expect(queue.members.length, queue.number).toBeGreaterThan(0);
  const numbers = [...centre.menus, ...centre.queues.map(({ number }) => number), ...centre.agents];
  expect(new Set(numbers).size).toBe(numbers.length);
  const { calls } = run({ ...office, centre, minutes: 60, callsPerHour: 60 });
  expect(calls.some(({ record }) => record.state === "completed")).toBe(true);
});
