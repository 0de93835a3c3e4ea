import { Temporal } from "temporal-polyfill";
import { type Dialect, documentedDialects } from "#lib/simulator/dialect.ts";
import { type Faults, noFaults } from "#lib/simulator/faults.ts";
import { between, chance, pick, type Random } from "#lib/simulator/random.ts";

/** A stretch of the week in which something goes on; between two of them there is time alone. */
export interface Stretch {
  /** Epoch ms. */
  readonly at: number;
  readonly minutes: number;
  readonly callsPerHour: number;
}

/**
 * What is known of the calls in the end:
 * - `true`: every event reaches the journal, so history must tell of every call what it was.
 * - `harsh`: events are lost, damaged, told under other ids; nobody can know what the calls were.
 */
export type Honesty = "true" | "harsh";

export interface WeekPlan {
  readonly timeZone: string;
  /** Epoch ms. */
  readonly startAt: number;
  readonly endAt: number;
  /** In order, apart from each other. */
  readonly stretches: readonly Stretch[];
  /** One has the journal on its own disk; several share a database. */
  readonly servers: number;
  readonly honesty: Honesty;
  readonly faults: Faults;
  readonly dialect: Dialect;
}

/** Zones whose clocks change: at night, at midnight, by half an hour, on the other half of the year. */
const zones = [
  "Europe/Berlin",
  "America/New_York",
  "America/Santiago",
  "Africa/Cairo",
  "Asia/Beirut",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Pacific/Auckland",
] as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/**
 * Between two stretches: long enough for a checkpoint to be kept by itself, and for no second of a wall clock that is set
 * back to be in both: the phone system counts its calls anew in each, and would give two of them one id.
 */
const APART = 75 * MINUTE;

/** A week in which clocks change once, laid out for one seed. @param servers null: as it comes */
export function planWeek(random: Random, servers: number | null): WeekPlan {
  const drawn = chance(random, 0.35) ? Math.floor(between(random, 2, 4)) : 1;
  const timeZone = pick(random, zones) ?? "UTC";
  const change = pick(random, clockChanges(timeZone)) ?? 0;
  const startAt = change - Math.round(between(random, 0.5, 6.4) * DAY);
  const honesty = chance(random, 0.4) ? "true" : "harsh";
  return {
    timeZone,
    startAt,
    endAt: startAt + 7 * DAY,
    stretches: layOut(
      [
        change - between(random, 1, 3) * MINUTE,
        ...some(random, 1, 2, () => midnight(startAt, timeZone, random) - between(random, 1, 3) * MINUTE),
        ...some(random, 2, 4, () => officeHour(startAt, timeZone, random)),
      ],
      random,
    ),
    servers: servers ?? drawn,
    honesty,
    faults: faultsOf(honesty, random),
    dialect: pick(random, documentedDialects) ?? "post",
  };
}

function some(random: Random, least: number, most: number, make: () => number): number[] {
  return Array.from({ length: Math.floor(between(random, least, most + 1)) }, make);
}

function layOut(starts: readonly number[], random: Random): Stretch[] {
  const stretches: Stretch[] = [];
  let free = Number.NEGATIVE_INFINITY;
  for (const start of starts.toSorted((a, b) => a - b)) {
    const minutes = between(random, 3, 7);
    const at = Math.round(Math.max(start, free));
    // Sometimes nobody calls, and only what else goes on is seen.
    stretches.push({ at, minutes, callsPerHour: chance(random, 0.15) ? 0 : between(random, 30, 120) });
    free = at + minutes * MINUTE + APART;
  }
  return stretches;
}

function faultsOf(honesty: Honesty, random: Random): Faults {
  const share = (most: number): number => (chance(random, 0.5) ? 0 : between(random, 0, most));
  const harmless = { ...noFaults, repeat: chance(random, 0.1) ? 1 : share(0.2), reorder: share(0.2) };
  if (honesty === "true") return harmless;
  return { ...harmless, lose: chance(random, 0.4) ? 0.05 : share(0.3), damage: share(0.1), changeId: share(0.2) };
}

/** A local midnight within the week. */
function midnight(startAt: number, timeZone: string, random: Random): number {
  return startOfDay(startAt + between(random, 1, 7) * DAY, timeZone);
}

function officeHour(startAt: number, timeZone: string, random: Random): number {
  return startOfDay(startAt + between(random, 1, 6) * DAY, timeZone) + between(random, 8, 18) * 60 * MINUTE;
}

function startOfDay(at: number, timeZone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(timeZone).startOfDay()
    .epochMilliseconds;
}

const known = new Map<string, readonly number[]>();

/** Instants at which the zone's clocks changed or will, over two years. Finding them takes longer than a week. */
function clockChanges(timeZone: string): readonly number[] {
  const found = known.get(timeZone) ?? findClockChanges(timeZone);
  known.set(timeZone, found);
  return found;
}

function findClockChanges(timeZone: string): readonly number[] {
  const changes: number[] = [];
  let next = Temporal.Instant.from("2026-01-01T00:00:00Z").toZonedDateTimeISO(timeZone).getTimeZoneTransition("next");
  while (next !== null && changes.length < 4) {
    changes.push(next.epochMilliseconds);
    next = next.getTimeZoneTransition("next");
  }
  return changes;
}
