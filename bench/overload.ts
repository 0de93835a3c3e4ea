import type { Finding } from "./comparison.ts";
import { ingest } from "./ingest.ts";
import { type Answers, flood } from "./load/flood.ts";
import { requestOf } from "./load/request.ts";
import { createProbes } from "./probes.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { openBareScreen } from "./screens/bare-screen.ts";
import { openLightScreen } from "./screens/light-screen.ts";
import type { OpenScreen } from "./screens/screen.ts";
import { writeTask } from "./servers/push-task.ts";
import { type ServerProcess, withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile, spreadOf } from "./spread.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

/** As many clients as fill the server, and deliveries by which it is found out how many a second it carries. */
const clients = 32;
const fullTrial = 12_000;
/** Ten times that, all at once, from ten times as many senders, who leave after so long (ms). */
const times = 10;
const patience = 2000;
/** ms; the shortest frame the contract allows. */
const shortestFrame = 16;
/** What the smallest machine that runs it has to spare: it holds some 250 MB before. */
const mostMemory = 1_000_000_000;
/** Webhooks by which it is found out how soon one is usually on a screen. */
const probed = 40;
const centre = { queues: 12, agents: 200, callsPerHour: 2000 };

/** P-10: ten times too much, and what is left of it. */
export async function measureOverload(plan: Plan): Promise<Finding> {
  const traffic = tellTraffic(centre, Date.now());
  const some = (count: number) => take(traffic, Math.round(count));
  const turns = await takeTurns(plan, "P-10, ten times too much", () =>
    withServers(async (start) => {
      const bare = await start("./bare-push.child.ts", writeTask({ delta: {}, frame: shortestFrame }));
      const ours = await start("./ringside.child.ts");
      const carries = await carried(ours, some(fullTrial * plan.load));
      const told = some((times * carries * patience * plan.load) / 1000);
      return {
        carries,
        sent: told.length,
        bare: await overload(bare, openBareScreen, told, patience * plan.load),
        ours: await overload(ours, openLightScreen, told, patience * plan.load),
      };
    }),
  );
  return finding(turns);
}

/** Deliveries a second. */
async function carried(server: ServerProcess, told: readonly Told[]): Promise<number> {
  const { perSecond } = await ingest(server, told);
  return perSecond;
}

interface Overload {
  readonly answers: Answers;
  /** Bytes the server held at most: before, and until everything was over. */
  readonly memory: { readonly before: number; readonly after: number };
  /** ms from when the senders had left until a webhook was on a screen as soon as before. */
  readonly recovered: number;
}

async function overload(
  server: ServerProcess,
  openScreen: OpenScreen,
  told: readonly Told[],
  leaveAfter: number,
): Promise<Overload> {
  const url = new URL(webhookPath, server.url);
  const requests = told.map(({ delivery }) => requestOf(url, delivery));
  const screen = await openScreen(server.url);
  try {
    const probes = createProbes(url, screen, requests[0] ?? Buffer.alloc(0));
    const usual = quantile(await probes.take(probed), 0.9);
    const before = await server.mostMemory();
    const answers = await flood(url, requests, { connections: times * clients, patience: leaveAfter });
    const recovered = await probes.until(2 * usual);
    return { answers, memory: { before, after: await server.mostMemory() }, recovered };
  } finally {
    screen.close();
  }
}

interface Turn {
  readonly carries: number;
  readonly sent: number;
  readonly bare: Overload;
  readonly ours: Overload;
}

/** Taken, or refused so that the sender knows it: not saved, or too many tries. */
const openAnswers = [200, 429, 503];

function finding(turns: readonly Turn[]): Finding {
  const middle = (figure: (turn: Turn) => number) => whole(spreadOf(turns.map(figure)).median);
  const answered = ({ answers }: Overload) => answers.values().reduce((sum, count) => sum + count, 0);
  const openly = ({ answers }: Overload) => openAnswers.reduce((sum, status) => sum + (answers.get(status) ?? 0), 0);
  const same = { goal: "P-10", calm: Number.POSITIVE_INFINITY } as const;
  return {
    comparisons: [
      {
        ...same,
        what: "of answers, how many took a delivery or refused it openly",
        unit: "pieces",
        rounds: turns.map(({ ours }) => ({ floor: answered(ours), ours: openly(ours) })),
        bound: { on: "ratio", is: "at least", limit: 1 },
      },
      {
        ...same,
        what: "memory at most, to before it was too much",
        unit: "bytes",
        rounds: turns.map(({ ours: { memory } }) => ({ floor: memory.before, ours: memory.after })),
        bound: { on: "ours", is: "at most", limit: mostMemory },
      },
      {
        ...same,
        what: "from then until a webhook is on a screen as usual, to bare http + ws",
        unit: "ms",
        rounds: turns.map(({ bare, ours }) => ({ floor: bare.recovered, ours: ours.recovered })),
        bound: { on: "ours", is: "at most", limit: 5000 },
      },
    ],
    notes: [
      `P-10: it carried ${middle(({ carries }) => carries)} deliveries a second, and was sent ` +
        `${middle(({ sent }) => sent)} at once over ${times * clients} connections; until the senders left it answered ` +
        `${middle(({ ours }) => answered(ours))}, ${middle(({ ours }) => answered(ours) - (ours.answers.get(200) ?? 0))} of ` +
        `them with a refusal (bare node:http: ${middle(({ bare }) => answered(bare))}).`,
    ],
  };
}

function whole(count: number): string {
  return Math.round(count).toLocaleString("en");
}
