import { expect, test } from "vitest";
import { boardDays } from "./board-day.ts";
import type { DaySeen } from "./day-seen.ts";
import { type RandomDay, randomDay } from "./random-day.ts";
import { readDay } from "./read-day.ts";

const days = Number(process.env["SECOND_READING_DAYS"] ?? 24);

const timeout = 120_000 + 10_000 * days;

test.each(Array.from({ length: days }, (_, index) => index + 1))(
  "[B20] a second reading of the specification, which shares no line with the first, shows the same day (%d)",
  { timeout },
  (seed) => {
    const day = randomDay(seed);
    const sent = textsOf(day);
    for (const [now, board] of boardDays(day)) {
      const where = { at: new Date(now).toISOString(), timeZone: day.timeZone };
      expect({ ...where, ...plain(board) }).toEqual({ ...where, ...plain(readDay(sent, now, day.timeZone)) });
    }
  },
);

test("[B20] control: a day of which the one reading has heard less than the other is found out", { timeout }, () => {
  const day = randomDay(2);
  const sent = textsOf(day);
  const lost = sent.filter((_, index) => index % Math.ceil(sent.length / 40) === 0);
  const now = day.moments.at(-1) ?? day.endAt;
  const board = [...boardDays(day)].at(-1)?.[1];
  if (board === undefined) throw new Error("there is no moment");
  const whole = JSON.stringify(plain(board));
  const found = lost.filter((left) => {
    const rest = sent.filter((one) => one !== left);
    return JSON.stringify(plain(readDay(rest, now, day.timeZone))) !== whole;
  });
  // 19 of 40: what comes twice, and a ring of a call that somebody else answered, may be lost and leave nothing behind.
  expect(found.length).toBeGreaterThan(0.45 * lost.length);
});

const textsOf = ({ sent }: RandomDay) =>
  sent.map(({ at, delivery }) => ({ at, text: delivery.body ?? delivery.query ?? "" }));

/** In one order, and with what need not be told apart left out. */
function plain({ calls, queues, agents, today, toReturn, records }: DaySeen) {
  return {
    calls: sorted(calls, (call) => ({ ...call, ringing: [...call.ringing].sort() })),
    queues: sorted(queues, rounded),
    agents: sorted(agents, rounded),
    today: sorted(new Map(Object.entries(today)), (count) => count),
    toReturn: sorted(toReturn, (count) => count),
    records: sorted(records, ({ rang, queues: passed, legs, ...record }) => ({
      ...sorted(new Map(Object.entries(record)), (one) => one),
      ...{ rang: [...rang].sort(), queues: passed, legs },
    })),
  };
}

function sorted<T, Plain>(map: ReadonlyMap<string, T>, of: (one: T) => Plain): Record<string, Plain> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, of(one)]));
}

const rounded = (sums: object) =>
  sorted(new Map<string, unknown>(Object.entries(sums)), (sum) =>
    typeof sum === "number" ? Math.round(sum * 1_000) / 1_000 : sum,
  );
