import type { Delivery } from "#lib/pbx/delivery.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { dialects } from "#lib/simulator/dialect.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { between, pick, seededRandom } from "#lib/simulator/random.ts";
import { simulateFeed } from "#lib/simulator/simulate-feed.ts";

export interface RandomDay {
  readonly timeZone: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly sent: readonly { readonly at: number; readonly delivery: Delivery }[];
  /** When it is looked at, epoch ms, in order. */
  readonly moments: readonly number[];
}

const HOUR = 3_600_000;

/** From `at`, a midnight or the morning at which clocks change, to the midnight at which that day ends. */
const days = [
  { timeZone: "UTC", at: Date.UTC(2026, 2, 2), end: Date.UTC(2026, 2, 3) },
  { timeZone: "Asia/Kolkata", at: Date.UTC(2026, 2, 1, 18, 30), end: Date.UTC(2026, 2, 2, 18, 30) },
  { timeZone: "Europe/Prague", at: Date.UTC(2026, 5, 10), end: Date.UTC(2026, 5, 10, 22) },
  // Of 23 hours; in Cairo without a midnight at its beginning.
  { timeZone: "Europe/Prague", at: Date.UTC(2026, 2, 29), end: Date.UTC(2026, 2, 29, 22) },
  { timeZone: "America/New_York", at: Date.UTC(2026, 2, 8, 5), end: Date.UTC(2026, 2, 9, 4) },
  { timeZone: "Africa/Cairo", at: Date.UTC(2026, 3, 23, 22), end: Date.UTC(2026, 3, 24, 21) },
  // Of 25 hours.
  { timeZone: "Europe/Prague", at: Date.UTC(2026, 9, 25), end: Date.UTC(2026, 9, 25, 23) },
  { timeZone: "America/New_York", at: Date.UTC(2026, 10, 1, 4), end: Date.UTC(2026, 10, 2, 5) },
  { timeZone: "Africa/Cairo", at: Date.UTC(2026, 9, 28, 21), end: Date.UTC(2026, 9, 29, 22) },
] as const;

/**
 * Some hours, or a day and more with its midnights, of a random office whose sender speaks and fails in its own way. Of
 * twice as many seeds in a row as there are days, each day is looked at once for some hours and once whole, and then
 * shortly before and after it ends.
 */
export function randomDay(seed: number): RandomDay {
  const random = seededRandom(seed);
  const whole = (from: number, to: number) => Math.floor(between(random, from, to));
  const { timeZone, at, end } = days[seed % days.length] ?? days[0];
  const isLong = Math.floor(seed / days.length) % 2 === 1;
  const shortHours = whole(2, 5);
  const startAt = at - (isLong ? whole(0, 12) : whole(1, shortHours)) * HOUR + whole(0, HOUR);
  const hours = isLong ? Math.ceil((end - startAt) / HOUR) + whole(1, 13) : shortHours;
  const endAt = startAt + hours * HOUR;
  const feed = simulateFeed({
    centre: layOutCentre({ queues: whole(1, 6), agents: whole(3, 16) }, seededRandom(seed + 1)),
    ...{ seed, startAt, minutes: hours * 60, timeZone, talkSeconds: pick(random, [60, 120, 600]) ?? 120 },
    callsPerHour: isLong ? whole(5, 25) : whole(30, 120),
    dialect: pick(random, dialects) ?? "post",
    faults: {
      ...noFaults,
      repeat: pick(random, [0, 0.1, 1]) ?? 0,
      reorder: pick(random, [0, 0.1, 0.3]) ?? 0,
      lose: pick(random, [0, 0, 0.02, 0.05]) ?? 0,
      damage: pick(random, [0, 0.05]) ?? 0,
      changeId: pick(random, [0, 0, 0.1]) ?? 0,
    },
  });
  const sent = [...feed].flatMap((item) =>
    item.kind === "delivery" ? [{ at: item.at, delivery: item.delivery }] : [],
  );
  const within = Array.from({ length: 10 }, () => whole(startAt, endAt));
  const aroundEnd = isLong ? [whole(end - HOUR, end), whole(end, end + HOUR)] : [];
  const later = [endAt + HOUR, endAt + 26 * HOUR];
  return { timeZone, startAt, endAt, sent, moments: [...within, ...aroundEnd, ...later].sort((a, b) => a - b) };
}
