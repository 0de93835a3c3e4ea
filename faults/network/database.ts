import { between, chance, pick, type Random } from "#lib/simulator/random.ts";
import { startPostgres } from "#server/postgres/postgres-under-test.ts";
import type { Fault } from "../fault.ts";
import type { NetworkFault } from "./network-fault.ts";
import { type Strike, spoilDatabase } from "./spoil-database.ts";

const STRIKES = 4;

function strikesOf(random: Random): readonly Strike[] {
  return Array.from({ length: STRIKES }, () => ({
    fault: randomDatabaseFault(random),
    length: chance(random, 0.4) ? between(random, 6_000, 14_000) : between(random, 100, 3_000),
  }));
}

export const databaseFault: Fault = {
  name: "database",
  goals: ["R-7"],
  says: "two servers, each behind a failing network to one PostgreSQL: nothing acknowledged is lost, who cannot see the journal says so, and both come back by themselves to one board",
  rounds: 20,
  async once(seed) {
    const postgres = await startPostgres();
    try {
      return await spoilDatabase(await postgres.createDatabase("ringside"), seed, strikesOf);
    } finally {
      await postgres.remove();
    }
  },
  control: null,
};

/** One of those that TCP lets happen, of any strength at which the database still answers in its time, or not at all. */
function randomDatabaseFault(random: Random): NetworkFault {
  const whole = (low: number, high: number) => Math.round(between(random, low, high));
  const faults: readonly NetworkFault[] = [
    { is: "latency", ms: whole(5, 300), jitter: whole(0, 200) },
    { is: "down" },
    { is: "bandwidth", bytesPerSecond: whole(2_000, 100_000) },
    { is: "slow-close", ms: whole(100, 8_000) },
    { is: "black-hole" },
    { is: "reset" },
    { is: "slicer", bytes: whole(1, 100), pause: 1 },
    { is: "limit", bytes: whole(500, 50_000) },
  ];
  return pick(random, faults) ?? { is: "reset" };
}
