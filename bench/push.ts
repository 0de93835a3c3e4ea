import { exponential, seededRandom } from "#lib/simulator/random.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { openOpenLoop } from "./load/open-loop.ts";
import { requestOf } from "./load/request.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { openBareScreen } from "./screens/bare-screen.ts";
import { openBoardScreen } from "./screens/board-screen.ts";
import { latenciesOf } from "./screens/latencies.ts";
import type { OpenScreen } from "./screens/screen.ts";
import { writeTask } from "./servers/push-task.ts";
import { type ServerProcess, withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile } from "./spread.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";
import { typicalDelta } from "./typical-delta.ts";

const eventsPerSecond = 100;
const fullSeconds = 4;
const audiences = [20, 100];
const centre = { queues: 12, agents: 200, callsPerHour: 2000 };
/** ms; the shortest frame the contract allows. */
const shortestFrame = 16;

/** P-2: how long it takes from a webhook to the screens. */
export function measurePush(plan: Plan): Promise<Finding> {
  return withServers(async (start) => {
    const delta = typicalDelta(take(tellTraffic(centre, Date.now()), 2000));
    const sides = {
      bare: await start("./bare-push.child.ts", writeTask({ delta, frame: 0 })),
      framed: await start("./bare-push.child.ts", writeTask({ delta, frame: shortestFrame })),
      ours: await start("./ringside.child.ts"),
    };
    const traffic = tellTraffic(centre, Date.now());
    const comparisons: Comparison[] = [];
    for (const screens of audiences) {
      const turns = await takeTurns(plan, `P-2, ${screens} screens`, async () => {
        const run = runOf(take(traffic, Math.round(eventsPerSecond * fullSeconds * plan.load)), screens);
        return {
          bare: await push(sides.bare, openBareScreen, run),
          framed: await push(sides.framed, openBareScreen, run),
          ours: await push(sides.ours, openBoardScreen, run),
        };
      });
      comparisons.push(...compared(turns, screens));
    }
    return { comparisons, notes: [frameNote] };
  });
}

/** What every side is put through in one round. */
interface Run {
  readonly told: readonly Told[];
  /** ms from the start. */
  readonly dues: readonly number[];
  readonly screens: number;
}

/** Events come independently of each other, so that no beat of theirs falls in with the server's frames. */
function runOf(told: readonly Told[], screens: number): Run {
  const random = seededRandom(told[0]?.at ?? 0);
  let due = 0;
  const dues = told.map(() => {
    due += exponential(random, 1000 / eventsPerSecond);
    return due;
  });
  return { told, dues, screens };
}

interface Push {
  readonly p50: number;
  readonly p99: number;
}

async function push(server: ServerProcess, open: OpenScreen, { told, dues, screens: count }: Run): Promise<Push> {
  const url = new URL(webhookPath, server.url);
  const requests = told.map(({ delivery }) => requestOf(url, delivery));
  const load = await openOpenLoop(url, 64);
  const screens = await Promise.all(Array.from({ length: count }, () => open(server.url)));
  try {
    const sent = await load.send(requests, dues);
    const last = Math.max(...sent.map(({ rev }) => rev));
    await Promise.all(screens.map(({ arrivals }) => arrivals.reach(last)));
    const latencies = screens.flatMap(({ arrivals }) => latenciesOf(sent, arrivals.list));
    return { p50: quantile(latencies, 0.5), p99: quantile(latencies, 0.99) };
  } finally {
    load.close();
    for (const screen of screens) screen.close();
  }
}

interface Turn {
  readonly bare: Push;
  readonly framed: Push;
  readonly ours: Push;
}

function compared(turns: readonly Turn[], screens: number): readonly Comparison[] {
  const rounds = (floor: "bare" | "framed", share: keyof Push) =>
    turns.map((turn) => ({ floor: turn[floor][share], ours: turn.ours[share] }));
  const same = { goal: "P-2", unit: "ms" } as const;
  const limits = { p50: { limit: 2, calm: 1.5 }, p99: { limit: 2.5, calm: 2 } } as const;
  return (["p50", "p99"] as const).flatMap((share): Comparison[] => {
    const { limit, calm } = limits[share];
    const what = `webhook to ${screens} screens, ${share}`;
    return [
      {
        ...same,
        what: `${what}, to bare http + ws`,
        rounds: rounds("bare", share),
        bound: { on: "ratio", is: "at most", limit },
        calm,
      },
      {
        ...same,
        what: `${what}, to the same in frames`,
        rounds: rounds("framed", share),
        bound: null,
        calm,
      },
    ];
  });
}

const frameNote =
  `P-2: Ringside sends at most one delta a frame (${shortestFrame} to 50 ms), so at ${eventsPerSecond} events a second ` +
  `an event waits for part of one; "in frames" is the same floor, waiting alike (${shortestFrame} ms).`;
