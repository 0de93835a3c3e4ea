import { type MeteredWall, openMeteredWall, withBrowser } from "./browser/metered-wall.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { sendNow, sendSoon } from "./load/send-now.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { latenciesOf } from "./screens/latencies.ts";
import { withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile } from "./spread.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

/** So seldom that hardly two events meet in a frame, and more than three times the rate that R-8 soaks with. */
const eventsPerSecond = 20;
const fullSeconds = 8;
const centre = { queues: 8, agents: 14, callsPerHour: 150 };
const television = { width: 1920, height: 1080 };
/** What nothing else on the page depends on. */
const bareTarget = '[data-testid="wall"] h2';

/** P-3: how long it takes from a webhook to the frame that shows it, in a real browser. */
export function measurePainted(plan: Plan): Promise<Finding> {
  return withServers(async (start) => {
    const server = await start("./wall.child.ts");
    const url = new URL(webhookPath, server.url);
    const traffic = tellTraffic(centre, Date.now());
    // A board as it is in the middle of a day.
    await sendSoon(url, take(traffic, 300));
    return withBrowser(async (browser) => {
      const wall = await openMeteredWall(browser, server.url, television);
      const paint = (told: readonly Told[]) => painted(wall, url, told);
      const turns = await takeTurns(plan, "P-3, webhook to painted frame", async () => {
        const some = () => take(traffic, Math.round(eventsPerSecond * fullSeconds * plan.load));
        await wall.beBare(bareTarget);
        const bare = await paint(some());
        await wall.beBare(null);
        // It sees that it was told nothing, and asks for the board.
        await paint(take(traffic, 5));
        return { bare, ours: await paint(some()) };
      });
      return { comparisons: compared(turns), notes: [note] };
    });
  });
}

/** ms from the sending of each to its frame. */
async function painted(wall: MeteredWall, url: URL, told: readonly Told[]): Promise<readonly number[]> {
  const sent = await sendNow(url, told, eventsPerSecond);
  const shown = await wall.shownUpTo(Math.max(...sent.map(({ rev }) => rev)));
  return latenciesOf(
    sent,
    shown.map(({ rev, at }) => ({ rev, at: at - performance.timeOrigin })),
  );
}

interface Turn {
  readonly bare: readonly number[];
  readonly ours: readonly number[];
}

function compared(turns: readonly Turn[]): readonly Comparison[] {
  const rounds = (share: number) =>
    turns.map(({ bare, ours }) => ({ floor: quantile(bare, share), ours: quantile(ours, share) }));
  const same = { goal: "P-3", unit: "ms", calm: 1.5 } as const;
  const what = "webhook to painted frame";
  return [
    {
      ...same,
      what: `${what}, p95`,
      rounds: rounds(0.95),
      bound: { on: "ours", is: "at most", limit: 100 },
      calm: Number.POSITIVE_INFINITY,
    },
    {
      ...same,
      what: `${what}, p95, to a bare write to the page`,
      rounds: rounds(0.95),
      bound: { on: "ratio", is: "at most", limit: 1.5 },
    },
    { ...same, what: `${what}, p50, to a bare write to the page`, rounds: rounds(0.5), bound: null },
  ];
}

const note =
  "P-3: the floor is the same wall in the same browser, at the same server, which for each message writes one text to the " +
  "page and does nothing else; both wait for the browser's next frame, 17 ms at most.";
