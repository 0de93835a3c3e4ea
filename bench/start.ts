import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { journalPath, makeDataFolder } from "#server/config/data-folder.ts";
import type { Comparison, Finding } from "./comparison.ts";
import { endedCalls } from "./ended-calls.ts";
import { ingest } from "./ingest.ts";
import { writeJournal } from "./journal-file.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { dataFolder } from "./servers/data-folder.ts";
import { figureOf } from "./servers/one-task.ts";
import { withServers } from "./servers/server-process.ts";
import { type Told, take, tellTraffic } from "./traffic.ts";

const centre = { queues: 12, agents: 200, callsPerHour: 2000 };
const minute = 60_000;
const day = 24 * 60 * minute;
const rows = 100_000;
/** The journal of a young site, and how many rows were there before in that of an old one. */
const recent = 10_000;
const former = 290_000;
/** Deliveries a round. */
const fullRound = 12_000;
const calm = 1.3;

/** P-9: what a start costs without a checkpoint, and whether with one it matters how long the journal is. */
export async function measureStart(plan: Plan): Promise<Finding> {
  const folder = mkdtempSync(join(dataFolder(), "bench-start-"));
  try {
    const comparisons = [
      ...(await measureRefold(plan, join(folder, "refold"))),
      ...(await measureGrowth(plan, { young: join(folder, "young"), old: join(folder, "old") })),
    ];
    return { comparisons, notes: [refoldNote, growthNote(plan)] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureRefold(plan: Plan, path: string): Promise<readonly Comparison[]> {
  const count = Math.round(rows * plan.load);
  writeJournal(path, lately(count));
  const perRow = async (way: string) => (await figureOf("./read-journal.child.ts", way, path)) / count;
  const turns = await takeTurns(plan, "P-9, a start without a checkpoint", async () => ({
    parse: await perRow("parse"),
    read: await perRow("read"),
    fold: await perRow("fold"),
  }));
  const same = { goal: "P-9", unit: "µs", calm } as const;
  return [
    {
      ...same,
      what: `each of ${count.toLocaleString("en")} rows folded, to reading and JSON.parse`,
      rounds: turns.map(({ parse, fold }) => ({ floor: parse, ours: fold })),
      bound: { on: "ratio", is: "at most", limit: 2 },
    },
    {
      ...same,
      what: "the same, to reading and making events of them",
      rounds: turns.map(({ read, fold }) => ({ floor: read, ours: fold })),
      bound: null,
    },
  ];
}

async function measureGrowth(
  plan: Plan,
  folders: { readonly young: string; readonly old: string },
): Promise<readonly Comparison[]> {
  const past = Math.round(former * plan.load);
  const told = lately(recent);
  const from = told[0]?.at ?? 0;
  plan.say("P-9: making a long journal");
  for (const folder of Object.values(folders)) makeDataFolder(folder);
  writeJournal(journalPath(folders.young), told);
  writeJournal(journalPath(folders.old), withPast(past, told, from));
  // The first start folds it all, and keeps a checkpoint as it stops.
  const start = async (folder: string) => (await figureOf("./start.child.ts", folder)) / 1000;
  await start(folders.young);
  await start(folders.old);
  const starts = await takeTurns(plan, "P-9, a start with a checkpoint", async () => ({
    floor: await start(folders.young),
    ours: await start(folders.old),
  }));
  const events = await withServers(async (serve) => {
    const young = await serve("./ringside.child.ts", folders.young);
    const old = await serve("./ringside.child.ts", folders.old);
    const traffic = tellTraffic(centre, Date.now());
    return takeTurns(plan, "P-9, an event after a long time", async () => {
      const some = take(traffic, Math.round(fullRound * plan.load));
      return { floor: (await ingest(young, some)).cpu, ours: (await ingest(old, some)).cpu };
    });
  });
  const same = { goal: "P-9", calm, bound: { on: "ratio", is: "at most", limit: 1.2 } } as const;
  const [few, many] = [recent, recent + past].map((count) => count.toLocaleString("en"));
  return [
    { ...same, what: `start with a checkpoint, ${many} rows to ${few}, CPU`, unit: "ms", rounds: starts },
    { ...same, what: `a webhook after ${many} rows, to ${few}, CPU`, unit: "µs", rounds: events },
  ];
}

/** So many deliveries of an office, the last of them about now. */
function lately(count: number): readonly Told[] {
  const told = take(tellTraffic(centre, 0), count);
  const late = Date.now() - (told.at(-1)?.at ?? 0);
  return take(tellTraffic(centre, Math.round(late)), count);
}

function* withPast(past: number, told: readonly Told[], from: number): Generator<Told, void, void> {
  yield* endedCalls(past, { since: from - 365 * day, until: from - 2 * day });
  yield* told;
}

const refoldNote =
  "P-9 counts CPU of the thread that reads and folds, in processes that begin anew, without the history.";

function growthNote({ load }: Plan): string {
  const calls = Math.round((former * load) / 3).toLocaleString("en");
  return `P-9: the long journal is of a year, ${calls} calls longer than the short one; both end in the same board.`;
}
