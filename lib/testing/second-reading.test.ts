import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { between, seededRandom } from "#lib/simulator/random.ts";
import { simulateFeed } from "#lib/simulator/simulate-feed.ts";
import { type DaySeen, readDay, type Sent } from "./second-reading.ts";

const startAt = Date.UTC(2026, 2, 2, 8);
const HOUR = 3_600_000;

/** What a simulated phone system sends in some hours of a random office; events may come twice. */
function randomDay(seed: number): readonly Sent[] {
  const random = seededRandom(seed);
  const size = { queues: Math.floor(between(random, 1, 6)), agents: Math.floor(between(random, 3, 16)) };
  const feed = simulateFeed({
    centre: layOutCentre(size, seededRandom(seed + 1)),
    ...{
      seed,
      startAt,
      minutes: 60,
      callsPerHour: Math.floor(between(random, 30, 140)),
      talkSeconds: 120,
      timeZone: "UTC",
    },
    dialect: "post",
    faults: { ...noFaults, repeat: 0.1 },
  });
  return [...feed].flatMap((item) =>
    item.kind === "delivery" ? [{ at: item.at, body: item.delivery.body ?? "" }] : [],
  );
}

/** The same questions, put to the board. */
function boardOf(sent: readonly Sent[], now: number): DaySeen {
  const told = sent.filter(({ at }) => at <= now);
  let state = emptyBoard({ ...defaultSettings, timeZone: "UTC" }, startAt);
  for (const [index, { at, body }] of told.entries()) {
    const delivery = { method: "POST", contentType: "application/json", body, query: null } as const;
    state = foldEntry(state, { seq: index + 1, at, delivery });
  }
  const board = viewBoard(advance(state, now));
  const { inbound, answered, missed, abandonedInIvr, outbound, outboundAnswered } = board.today;
  return {
    calls: new Map(
      board.calls.map(({ id, direction, state: is, caller, queue, ringing, agent }) => [
        id,
        { id, direction, state: is, caller, queue, ringing, agent },
      ]),
    ),
    queues: new Map(
      board.queues.map((one) => {
        const { waiting, offered, missed: lost, overflowed, serviceLevel, averageSpeedOfAnswer } = one;
        return [
          one.queue,
          { waiting, offered, answered: one.answered, missed: lost, overflowed, serviceLevel, averageSpeedOfAnswer },
        ];
      }),
    ),
    agents: new Map(
      board.agents.map(({ extension, state: is, answered: taken, ringNoAnswer, outbound: out }) => [
        extension,
        { state: is, answered: taken ?? -1, ringNoAnswer: ringNoAnswer ?? -1, outbound: out ?? -1 },
      ]),
    ),
    today: { inbound, answered, missed, abandonedInIvr, outbound, outboundAnswered },
    toReturn: new Map(
      board.missed
        .filter(({ caller, status }) => status !== "resolved" && /\d/.test(caller))
        .map(({ caller, count }) => [caller.replace(/\D/g, "").slice(-9), count]),
    ),
  };
}

const days = Number(process.env["SECOND_READING_DAYS"] ?? 12);

const timeout = 60_000 + 2_000 * days;

test("[B20] a second reading of the specification, which shares no line with the first, shows the same days", {
  timeout,
}, () => {
  for (let seed = 1; seed <= days; seed += 1) {
    const sent = randomDay(seed);
    const random = seededRandom(seed + 2);
    const moments = Array.from({ length: 12 }, () => Math.round(between(random, startAt, startAt + HOUR)));
    for (const now of [...moments, startAt + 2 * HOUR]) {
      const day = { seed, at: new Date(now).toISOString() };
      expect({ ...day, ...plain(boardOf(sent, now)) }).toEqual({ ...day, ...plain(readDay(sent, now)) });
    }
  }
});

test("[B20] control: a day of which the one reading has heard less than the other is found out", () => {
  const sent = randomDay(1);
  const now = startAt + HOUR;
  const whole = JSON.stringify(plain(readDay(sent, now)));
  const lost = sent.filter((_, index) => index % 20 === 0);
  const differing = lost.filter(
    (left) =>
      JSON.stringify(
        plain(
          boardOf(
            sent.filter((one) => one !== left),
            now,
          ),
        ),
      ) !== whole,
  );
  expect(differing.length).toBeGreaterThan(lost.length / 8);
});

/** In one order, and with what need not be told apart left out. */
function plain({ calls, queues, agents, today, toReturn }: DaySeen) {
  const sorted = <T>(map: ReadonlyMap<string, T>) => Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    calls: sorted(new Map([...calls].map(([id, call]) => [id, { ...call, ringing: [...call.ringing].sort() }]))),
    queues: sorted(
      new Map(
        [...queues].map(([queue, one]) => [queue, { ...one, averageSpeedOfAnswer: rounded(one.averageSpeedOfAnswer) }]),
      ),
    ),
    agents: sorted(agents),
    today,
    toReturn: sorted(toReturn),
  };
}

const rounded = (seconds: number | null) => (seconds === null ? null : Math.round(seconds * 1_000) / 1_000);
