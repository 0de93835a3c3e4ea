import { createSender } from "#server/simulator/sender.ts";
import { createNetwork } from "../faults/network/network.ts";
import { type Judged, judgeDawns, type LongTasks, longTasksIn } from "./judge.ts";
import { type Dawn, type DayPlan, liveDay, type SoakedWorld } from "./live-day.ts";
import { openOffice } from "./office-day.ts";
import { openSoakedPage } from "./soaked-page.ts";
import { startSoakedServer } from "./soaked-server.ts";

export interface SoakPlan {
  /** How many times as many calls as an office has. */
  readonly times: number;
  /** How many times as fast as the machine's the clock goes by day. */
  readonly rate: number;
  /** How the days go; as many as this gives. */
  readonly days: Iterable<Omit<DayPlan, "rate">>;
  readonly settling: number;
  /** Neither page nor server compiles code for speed. */
  readonly lean: boolean;
  /** Where something is kept for ever, from which day on: the control. */
  readonly leak: { readonly in: readonly ("page" | "server")[]; readonly from: number } | null;
  /** Takes each day as it is over, and what the days were worth so far (`SoakReport.hours`). */
  readonly onDawn: (dawn: Dawn, number: number, hours: number) => void;
}

export interface SoakReport {
  readonly judged: readonly Judged[];
  readonly longTasks: LongTasks;
  /** What the page said that it should not have. */
  readonly errors: readonly string[];
  readonly dawns: readonly Dawn[];
  /** Deliveries an hour at twenty times the real rate. */
  readonly perHour: number;
  /** Hours at twenty times the real rate that the deliveries were worth. */
  readonly hours: number;
}

/** The rate that R-8 speaks of. */
const askedTimes = 20;

/** The server and the wall, day after day. */
export async function runSoak(plan: SoakPlan): Promise<SoakReport> {
  const perHour = openOffice(askedTimes).perHour;
  return withWorld(plan, async (world) => {
    const dawns: Dawn[] = [];
    let accepted = 0;
    for (const day of plan.days) {
      if (dawns.length === plan.leak?.from) await leakIn(world, plan.leak.in);
      const dawn = await liveDay(world, dawns.length, { ...day, rate: plan.rate });
      accepted += dawn.accepted;
      dawns.push({ ...dawn, accepted });
      plan.onDawn({ ...dawn, accepted }, dawns.length, accepted / perHour);
    }
    return {
      judged: judgeDawns(dawns, perHour, plan.settling),
      longTasks: longTasksIn(dawns),
      errors: world.page.errors(),
      dawns,
      perHour,
      hours: accepted / perHour,
    };
  });
}

async function leakIn({ page, server }: SoakedWorld, places: readonly ("page" | "server")[]): Promise<void> {
  if (places.includes("page")) await page.leak();
  if (places.includes("server")) await server.order({ do: "leak" });
}

async function withWorld<Result>(plan: SoakPlan, work: (world: SoakedWorld) => Promise<Result>): Promise<Result> {
  const { times, rate, lean } = plan;
  const endings: (() => unknown)[] = [];
  try {
    const office = openOffice(times);
    const clock = { from: Date.now(), at: Date.UTC(2026, 2, 2, 7), rate };
    const server = await startSoakedServer({ clock, lean }, office.directory);
    endings.unshift(server.discard);
    const network = await createNetwork(server.port);
    endings.unshift(network.close);
    const page = await openSoakedPage(`http://127.0.0.1:${network.port}/wall`, { lean });
    endings.unshift(page.close);
    const sender = createSender({ url: server.webhook, connections: 32, timeoutMs: 10_000 });
    endings.unshift(sender.close);
    return await work({ office, server, network, page, sender });
  } finally {
    for (const end of endings) await end();
  }
}

/** Whether all of it is as it should be. */
export function isGood({ judged, longTasks, errors }: SoakReport): boolean {
  return judged.every(({ good }) => good) && longTasks.busy.length === 0 && errors.length === 0;
}
