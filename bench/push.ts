import type { Comparison, Finding } from "./comparison.ts";
import { type Push, push, runOf } from "./push-run.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { openBareScreen } from "./screens/bare-screen.ts";
import { openBoardScreen } from "./screens/board-screen.ts";
import { writeTask } from "./servers/push-task.ts";
import { withServers } from "./servers/server-process.ts";
import { take, tellTraffic } from "./traffic.ts";
import { typicalDelta } from "./typical-delta.ts";

const eventsPerSecond = 100;
/** So few that hardly any falls into the frame of another: what is left is what the contract calls "at once". */
const seldomPerSecond = 10;
const fullSeconds = 4;
const audiences = [20, 100] as const;
/** A machine where the floor is less even than that is too busy. */
const calm = { p50: 1.5, p99: 2 } as const;
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
        const run = runOf(
          take(traffic, Math.round(eventsPerSecond * fullSeconds * plan.load)),
          screens,
          eventsPerSecond,
        );
        return {
          bare: await push(sides.bare, openBareScreen, run),
          framed: await push(sides.framed, openBareScreen, run),
          ours: await push(sides.ours, openBoardScreen, run),
        };
      });
      comparisons.push(...compared(turns, screens));
    }
    const seldom = await takeTurns(plan, `P-2, ${seldomPerSecond} events a second`, async () => {
      const told = take(traffic, Math.round(seldomPerSecond * fullSeconds * plan.load));
      const run = runOf(told, audiences[0], seldomPerSecond);
      return {
        floor: (await push(sides.bare, openBareScreen, run)).p50,
        ours: (await push(sides.ours, openBoardScreen, run)).p50,
      };
    });
    comparisons.push({
      goal: "P-2",
      what: `the same at ${seldomPerSecond} events a second, ${audiences[0]} screens, p50`,
      unit: "ms",
      rounds: seldom,
      bound: null,
      calm: calm.p50,
    });
    return { comparisons, notes: [frameNote] };
  });
}

interface Turn {
  readonly bare: Push;
  readonly framed: Push;
  readonly ours: Push;
}

function compared(turns: readonly Turn[], screens: number): readonly Comparison[] {
  const rounds = (floor: "bare" | "framed", share: "p50" | "p99") =>
    turns.map((turn) => ({ floor: turn[floor][share], ours: turn.ours[share] }));
  const same = { goal: "P-2", unit: "ms" } as const;
  const limits = { p50: 2, p99: 2.5 } as const;
  return (["p50", "p99"] as const).flatMap((share): Comparison[] => {
    const what = `webhook to ${screens} screens, ${share}`;
    return [
      {
        ...same,
        what: `${what}, to bare http + ws`,
        rounds: rounds("bare", share),
        bound: { on: "ratio", is: "at most", limit: limits[share] },
        calm: calm[share],
      },
      {
        ...same,
        what: `${what}, to the same in frames`,
        rounds: rounds("framed", share),
        bound: null,
        calm: calm[share],
      },
    ];
  });
}

const frameNote =
  `P-2: Ringside sends at most one delta a frame (${shortestFrame} to 50 ms), so at ${eventsPerSecond} events a second ` +
  `an event waits for part of one; "in frames" is the same floor, waiting alike (${shortestFrame} ms).`;
