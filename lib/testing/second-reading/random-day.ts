import type { Delivery } from "#lib/pbx/delivery.ts";
import { layOutCentre } from "#lib/simulator/centre.ts";
import { dialects } from "#lib/simulator/dialect.ts";
import { noFaults } from "#lib/simulator/faults.ts";
import { between, chance, pick, seededRandom } from "#lib/simulator/random.ts";
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

/** Days on which nothing special happens, and those on which clocks change: in summer, in autumn, at midnight. */
const places = [
  { timeZone: "UTC", dates: [Date.UTC(2026, 2, 2)] },
  { timeZone: "Europe/Prague", dates: [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 5, 10)] },
  { timeZone: "America/New_York", dates: [Date.UTC(2026, 2, 8, 5), Date.UTC(2026, 10, 1, 4)] },
  { timeZone: "Africa/Cairo", dates: [Date.UTC(2026, 3, 23, 22), Date.UTC(2026, 9, 29, 21)] },
  { timeZone: "Asia/Kolkata", dates: [Date.UTC(2026, 2, 1, 18, 30)] },
] as const;

/** Some hours, or a day and more with its midnights, of a random office whose sender speaks and fails in its own way. */
export function randomDay(seed: number): RandomDay {
  const random = seededRandom(seed);
  const whole = (from: number, to: number) => Math.floor(between(random, from, to));
  const { timeZone, dates } = pick(random, places) ?? places[0];
  const midnight = pick<number>(random, dates) ?? 0;
  const isLong = chance(random, 0.5);
  const hours = isLong ? whole(20, 50) : whole(2, 5);
  // A short one has the midnight, or the morning at which clocks change, in its middle.
  const startAt = midnight - (isLong ? whole(0, 12) : whole(1, hours)) * HOUR + whole(0, HOUR);
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
  const within = Array.from({ length: 12 }, () => whole(startAt, endAt));
  const later = [endAt + HOUR, endAt + 26 * HOUR];
  return { timeZone, startAt, endAt, sent, moments: [...within, ...later].sort((a, b) => a - b) };
}
