import { startPostgres } from "#server/postgres/postgres-under-test.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { ingest } from "./ingest.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { type ServerProcess, withServers } from "./servers/server-process.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

const centre = { queues: 12, agents: 200, callsPerHour: 2000 };
/** Deliveries a round. */
const fullRound = 16_000;

interface Turn {
  /** Deliveries a second. */
  readonly file: number;
  readonly one: number;
  readonly two: number;
}

/** What a journal that several servers share carries, beside one in a file of the server's own. */
export async function measureSharedIngest(plan: Plan): Promise<Finding> {
  const postgres = await startPostgres();
  try {
    const [alone, shared] = [await postgres.createDatabase("alone"), await postgres.createDatabase("shared")];
    return await withServers(async (start) => {
      const program = "./ringside.child.ts";
      const file = [await start(program)];
      const one = [await start(program, "", alone)];
      const two = [await start(program, "", shared), await start(program, "", shared)];
      return measure(plan, { file, one, two });
    });
  } finally {
    await postgres.remove();
  }
}

type Sides = Readonly<Record<keyof Turn, readonly ServerProcess[]>>;

async function measure(plan: Plan, sides: Sides): Promise<Finding> {
  const traffic = tellTraffic(centre, Date.now());
  const turns = await takeTurns(plan, "R-7, servers on one PostgreSQL", async (): Promise<Turn> => {
    const told = take(traffic, Math.round(fullRound * plan.load));
    return {
      file: await perSecond(sides.file, told),
      one: await perSecond(sides.one, told),
      two: await perSecond(sides.two, told),
    };
  });
  return { comparisons: comparisonsOf(turns), notes: [] };
}

/** Each server gets its part of them, at the same time. */
async function perSecond(servers: readonly ServerProcess[], told: readonly Told[]): Promise<number> {
  const parts = servers.map((_, nr) => told.filter((_one, index) => index % servers.length === nr));
  const measured = await Promise.all(servers.map((server, nr) => ingest(server, parts[nr] ?? [])));
  return measured.reduce((sum, one) => sum + one.perSecond, 0);
}

function comparisonsOf(turns: readonly Turn[]): readonly Comparison[] {
  const against = (side: "one" | "two") => turns.map((turn) => ({ floor: turn.file, ours: turn[side] }));
  const same = { goal: "R-7", unit: "a second", bound: null, calm: 1.3 } as const;
  return [
    { ...same, what: "one server on PostgreSQL, to one on its own file", rounds: against("one") },
    { ...same, what: "two servers on one PostgreSQL, all on this machine", rounds: against("two") },
  ];
}
