import type { Comparison, Finding, Round } from "./comparison.ts";
import { openClosedLoop } from "./load/closed-loop.ts";
import { syncMilliseconds } from "./load/disk-sync.ts";
import { requestOf } from "./load/request.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { dataFolder } from "./servers/data-folder.ts";
import { type ServerProcess, withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { spreadOf } from "./spread.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

const clients = 32;
const centre = { queues: 12, agents: 200, callsPerHour: 2000 };
/** Deliveries a round. Next.js gets a part of them: over all it would take minutes. */
const fullRound = 48_000;
const nextShare = 0.08;
/** The share of a round in which a server that had nothing to do since its last one gets going again, and is not timed. */
const leadIn = 0.25;
/** How far the floors may spread; Next.js collects so much garbage that it is never as even as the other. */
const calm = { bare: 1.3, next: 1.5 };
const syncs = 50;

/** P-1: how many webhooks a second are acknowledged, each one safe on disk. */
export function measureIngest(plan: Plan): Promise<Finding> {
  return withServers(async (start) => {
    const bare = await start("./bare-ingest.child.ts");
    const ringside = await start("./ringside.child.ts");
    plan.say("P-1, ingest: building a Next.js app to compare with");
    const next = await start("./next-route.child.ts");
    const traffic = tellTraffic(centre, Date.now());
    const turns = await takeTurns(plan, "P-1, ingest", async () => {
      const told = take(traffic, Math.round(fullRound * plan.load));
      return {
        bare: await ingest(bare, told),
        next: await ingest(next, told.slice(0, told.length * nextShare)),
        sync: syncMilliseconds(dataFolder(), syncs),
        ours: await ingest(ringside, told),
      };
    });
    return finding(turns);
  });
}

interface Ingest {
  readonly perSecond: number;
  /** CPU the server used for each, on all its threads, in µs: what else the machine does changes it least. */
  readonly cpu: number;
}

/** One turn of one server. */
export async function ingest(
  server: Pick<ServerProcess, "url" | "cpuSeconds">,
  told: readonly Told[],
): Promise<Ingest> {
  const url = new URL(webhookPath, server.url);
  const requests = told.map(({ delivery }) => requestOf(url, delivery));
  const load = await openClosedLoop(url, clients);
  try {
    const start = Math.round(requests.length * leadIn);
    await load.send(requests.slice(0, start));
    const timed = requests.slice(start);
    const before = await server.cpuSeconds();
    const perSecond = await load.send(timed);
    const used = (await server.cpuSeconds()) - before;
    return { perSecond, cpu: (1_000_000 * used) / timed.length };
  } finally {
    load.close();
  }
}

interface Turn {
  readonly bare: Ingest;
  readonly next: Ingest;
  readonly ours: Ingest;
  /** ms. */
  readonly sync: number;
}

function finding(turns: readonly Turn[]): Finding {
  const against = (floor: "bare" | "next", of: keyof Ingest): readonly Round[] =>
    turns.map((turn) => ({ floor: turn[floor][of], ours: turn.ours[of] }));
  const comparisons: readonly Comparison[] = [
    {
      goal: "P-1",
      calm: calm.bare,
      what: `durable ingest, ${clients} connections, to bare node:http`,
      unit: "a second",
      rounds: against("bare", "perSecond"),
      bound: { on: "ratio", is: "at least", limit: 0.5 },
    },
    {
      goal: "P-1",
      calm: calm.next,
      what: "the same, to a Next.js route handler",
      unit: "a second",
      rounds: against("next", "perSecond"),
      bound: { on: "ratio", is: "at least", limit: 10 },
    },
    {
      goal: "P-1",
      calm: calm.bare,
      what: "CPU of a webhook, to bare node:http",
      unit: "µs",
      rounds: against("bare", "cpu"),
      bound: null,
    },
  ];
  return { comparisons, notes: [busyNote(turns), syncNote(turns)] };
}

/** A floor that was waiting for its load would flatter us. */
function busyNote(turns: readonly Turn[]): string {
  const busy = (side: "bare" | "next" | "ours") => {
    const { median } = spreadOf(turns.map((turn) => (turn[side].cpu * turn[side].perSecond) / 1_000_000));
    return `${Math.round(100 * median)} %`;
  };
  return `P-1: bare node:http kept ${busy("bare")} of a core busy, Next.js ${busy("next")}, Ringside ${busy("ours")}.`;
}

/** The floors do without the disk; ours waits for it once a commit, with all clients. */
function syncNote(turns: readonly Turn[]): string {
  const { median, least, most } = spreadOf(turns.map(({ sync }) => sync));
  const range = `${least.toFixed(2)} to ${most.toFixed(2)}`;
  return `P-1: the disk took ${median.toFixed(2)} ms (${range}) to make one page durable.`;
}
