import type { Finding } from "./comparison.ts";
import { type Push, push } from "./push-run.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { openBareScreen } from "./screens/bare-screen.ts";
import { openLightScreen } from "./screens/light-screen.ts";
import { writeTask } from "./servers/push-task.ts";
import { withServers } from "./servers/server-process.ts";
import { spreadOf } from "./spread.ts";
import { take, tellTraffic } from "./traffic.ts";
import { typicalDelta } from "./typical-delta.ts";

const screens = 1000;
/** Evenly, so that each is a message of its own: what it costs to get to know of them plays little part. */
const eventsPerSecond = 20;
const fullSeconds = 6;
const centre = { queues: 12, agents: 200, callsPerHour: 2000 };

/** P-5: what it costs to tell a thousand screens, and how soon they know. */
export function measureFanOut(plan: Plan): Promise<Finding> {
  return withServers(async (start) => {
    const delta = typicalDelta(take(tellTraffic(centre, Date.now()), 2000));
    const bare = await start("./bare-push.child.ts", writeTask({ delta, frame: 0 }));
    const ours = await start("./ringside.child.ts");
    const traffic = tellTraffic(centre, Date.now());
    const turns = await takeTurns(plan, `P-5, ${screens} screens`, async () => {
      const told = take(traffic, Math.round(eventsPerSecond * fullSeconds * plan.load));
      const run = { told, dues: told.map((_, place) => (1000 * place) / eventsPerSecond), screens };
      return { bare: await push(bare, openBareScreen, run), ours: await push(ours, openLightScreen, run) };
    });
    return finding(turns);
  });
}

interface Turn {
  readonly bare: Push;
  readonly ours: Push;
}

function finding(turns: readonly Turn[]): Finding {
  const of = (figure: keyof Push) => turns.map(({ bare, ours }) => ({ floor: bare[figure], ours: ours[figure] }));
  const middle = (side: keyof Turn, figure: keyof Push) => spreadOf(turns.map((turn) => turn[side][figure])).median;
  return {
    comparisons: [
      {
        goal: "P-5",
        what: `CPU of a message to one of ${screens.toLocaleString("en")} screens, to ws`,
        unit: "µs",
        rounds: of("cpu"),
        bound: { on: "ratio", is: "at most", limit: 1.5 },
        calm: 1.3,
      },
      {
        goal: "P-5",
        what: "webhook to all of them, p99, to http + ws",
        unit: "ms",
        rounds: of("p99"),
        bound: { on: "ours", is: "at most", limit: 250 },
        calm: Number.POSITIVE_INFINITY,
      },
      {
        goal: "P-5",
        what: "of one core that the server used, to ws",
        unit: "%",
        rounds: turns.map(({ bare, ours }) => ({ floor: 100 * bare.busy, ours: 100 * ours.busy })),
        bound: { on: "ours", is: "at most", limit: 100 },
        calm: Number.POSITIVE_INFINITY,
      },
    ],
    notes: [
      `P-5: ${eventsPerSecond} events a second made ${middle("ours", "perSecond").toFixed(1)} messages a second to each screen ` +
        `(ws: ${middle("bare", "perSecond").toFixed(1)}), none compressed.`,
    ],
  };
}
