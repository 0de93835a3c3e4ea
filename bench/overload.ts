import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { journalPath, makeDataFolder } from "#server/config/data-folder.ts";
import { openSqliteReader } from "#server/journal/sqlite-reader.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { ingest } from "./ingest.ts";
import { flood, type Outcome } from "./load/flood.ts";
import { requestOf } from "./load/request.ts";
import { createProbes } from "./probes.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { openBareScreen } from "./screens/bare-screen.ts";
import { openLightScreen } from "./screens/light-screen.ts";
import type { OpenScreen } from "./screens/screen.ts";
import { dataFolder } from "./servers/data-folder.ts";
import { writeTask } from "./servers/push-task.ts";
import { type ServerProcess, withServers } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile, spreadOf } from "./spread.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

/** As many clients as fill the server, and deliveries by which it is found out how many a second it carries. */
const clients = 32;
const fullTrial = 12_000;
/** Ten times that, for so many seconds, from ten times as many senders, who wait for what is still to come (ms). */
const times = 10;
const fullSeconds = 5;
const patience = 20_000;
/** Different ones, sent again where they run out: ten times too many differ in nothing but time. */
const different = 20_000;
/** ms; the shortest frame the contract allows. */
const shortestFrame = 16;
/**
 * Bytes that it may need more than before. What Node reads of a connection at once is 64 KiB, and requests of 300 bytes, with
 * their answers, are some twenty times as large as objects; of those that wait for a commit there are 4,000, 16 kB each.
 */
const mostExcess = times * clients * 64 * 1024 * 20 + 4_000 * 16_000;
/** Webhooks by which it is found out how soon one is usually on a screen. */
const probed = 40;
const centre = { queues: 12, agents: 200, callsPerHour: 2000 };

/** P-10: ten times too much, and what is left of it. */
export async function measureOverload(plan: Plan): Promise<Finding> {
  const traffic = tellTraffic(centre, Date.now());
  const told = take(traffic, different);
  const turns = await takeTurns(plan, "P-10, ten times too much", async () => {
    const trial = take(traffic, Math.round(fullTrial * plan.load));
    const seconds = fullSeconds * plan.load;
    const { carries, ...ours } = await overloadOurs(trial, told, seconds);
    const bare = await withServers(async (start) => {
      const server = await start("./bare-push.child.ts", writeTask({ delta: {}, frame: shortestFrame }));
      return overload(server, openBareScreen, told, { perSecond: times * carries, seconds });
    });
    return { carries, bare, ours };
  });
  return finding(turns, fullSeconds * plan.load);
}

interface Load {
  readonly perSecond: number;
  readonly seconds: number;
}

interface Overload {
  /** Deliveries, in all and a second. */
  readonly sent: number;
  readonly perSecond: number;
  readonly outcome: Outcome;
  /** Bytes the server held at most: before, and until everything was over. */
  readonly memory: { readonly before: number; readonly after: number };
  /** ms from when the last was sent until a webhook was on a screen as soon as before. */
  readonly recovered: number;
}

interface OurOverload extends Overload {
  /** Of what was answered 200, how many are in the journal, each under the number it was told. */
  readonly kept: number;
}

async function overloadOurs(
  trial: readonly Told[],
  told: readonly Told[],
  seconds: number,
): Promise<OurOverload & { readonly carries: number }> {
  const folder = mkdtempSync(join(dataFolder(), "bench-flood-"));
  try {
    makeDataFolder(folder);
    const found = await withServers(async (start) => {
      const server = await start("./ringside.child.ts", folder);
      const { perSecond: carries } = await ingest(server, trial);
      return { carries, ...(await overload(server, openLightScreen, told, { perSecond: times * carries, seconds })) };
    });
    return { ...found, kept: countKept(journalPath(folder), found.outcome, told) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function overload(
  server: ServerProcess,
  openScreen: OpenScreen,
  told: readonly Told[],
  { perSecond, seconds }: Load,
): Promise<Overload> {
  const url = new URL(webhookPath, server.url);
  const requests = told.map(({ delivery }) => requestOf(url, delivery));
  const screen = await openScreen(server.url);
  try {
    const probes = createProbes(url, screen, requests[0] ?? Buffer.alloc(0));
    const usual = quantile(await probes.take(probed), 0.9);
    const before = await server.mostMemory();
    const count = Math.round(perSecond * seconds);
    const flooding = flood(url, requests, { count, perSecond, connections: times * clients, patience });
    const reached = await flooding.sent;
    const [outcome, recovered] = await Promise.all([flooding.outcome, probes.until(2 * usual, patience)]);
    return {
      sent: count,
      perSecond: reached,
      outcome,
      memory: { before, after: await server.mostMemory() },
      recovered,
    };
  } finally {
    screen.close();
  }
}

function countKept(path: string, { acknowledged }: Outcome, told: readonly Told[]): number {
  const expected = new Map(acknowledged.map(({ rev, request }) => [rev, told[request]?.delivery.body]));
  const journal = openSqliteReader(path);
  try {
    let kept = 0;
    for (let seq = 0, some = journal.read(seq, page); some.length > 0; some = journal.read(seq, page)) {
      for (const entry of some) if (entry.delivery && expected.get(entry.seq) === entry.delivery.body) kept += 1;
      seq = some.at(-1)?.seq ?? seq;
    }
    return kept;
  } finally {
    journal.close();
  }
}

/** Entries that are read at once. */
const page = 5000;

interface Turn {
  readonly carries: number;
  readonly bare: Overload;
  readonly ours: OurOverload;
}

/** Taken, or refused so that the sender knows it: too slow, too many tries, or not saved. */
const openAnswers = [200, 408, 429, 503];

function finding(turns: readonly Turn[], seconds: number): Finding {
  const middle = (figure: (turn: Turn) => number) => whole(spreadOf(turns.map(figure)).median);
  const answered = ({ outcome }: Overload, status: number) => outcome.answers.get(status) ?? 0;
  const openly = (one: Overload) =>
    one.outcome.closed + openAnswers.reduce((sum, status) => sum + answered(one, status), 0);
  const same = { goal: "P-10", calm: null } as const;
  const every = { unit: "pieces", bound: { on: "ratio", is: "at least", limit: 1 } } as const;
  const comparisons: readonly Comparison[] = [
    {
      ...same,
      what: "sent a second, to what it carries",
      unit: "a second",
      rounds: turns.map(({ carries, ours }) => ({ floor: carries, ours: ours.perSecond })),
      bound: null,
    },
    {
      ...same,
      ...every,
      what: "taken, refused or cut off so that the sender knows it, of all that was sent",
      rounds: turns.map(({ ours }) => ({ floor: ours.sent, ours: openly(ours) })),
    },
    {
      ...same,
      ...every,
      what: "in the journal, of what was acknowledged",
      rounds: turns.map(({ ours }) => ({ floor: ours.outcome.acknowledged.length, ours: ours.kept })),
    },
    {
      ...same,
      what: "memory at most, to before it was too much",
      unit: "bytes",
      rounds: turns.map(({ ours: { memory } }) => ({ floor: memory.before, ours: memory.after })),
      bound: { on: "excess", is: "at most", limit: mostExcess },
    },
    {
      ...same,
      what: "from then until a webhook is on a screen as usual, to bare http + ws",
      unit: "ms",
      rounds: turns.map(({ bare, ours }) => ({ floor: bare.recovered, ours: ours.recovered })),
      bound: { on: "ours", is: "at most", limit: 5000 },
      calm: Number.POSITIVE_INFINITY,
    },
  ];
  return {
    comparisons,
    notes: [
      `P-10: for ${seconds} s it was sent ten times what it carries, over ${times * clients} connections, whatever it answered: ` +
        `${middle(({ ours }) => ours.sent)} deliveries, of which it took ${middle(({ ours }) => answered(ours, 200))}, refused ` +
        `${middle(({ ours }) => answered(ours, 503))} and cut ${middle(({ ours }) => ours.outcome.closed)} off with those (bare ` +
        `node:http took ${middle(({ bare }) => answered(bare, 200))}, and told ${middle(({ bare }) => bare.outcome.silent)} nothing).`,
    ],
  };
}

function whole(count: number): string {
  return Math.round(count).toLocaleString("en");
}
