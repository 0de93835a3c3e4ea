import { setTimeout as sleep } from "node:timers/promises";
import { exponential, seededRandom } from "#lib/simulator/random.ts";
import { openOpenLoop } from "./load/open-loop.ts";
import { requestOf } from "./load/request.ts";
import { latenciesOf } from "./screens/latencies.ts";
import type { OpenScreen } from "./screens/screen.ts";
import type { ServerProcess } from "./servers/server-process.ts";
import { webhookPath } from "./servers/webhook-path.ts";
import { quantile } from "./spread.ts";
import type { Told } from "./traffic.ts";

/** What every side is put through in one round. */
export interface Run {
  readonly told: readonly Told[];
  /** ms from the start. */
  readonly dues: readonly number[];
  readonly screens: number;
}

/** Events come independently of each other, so that no beat of theirs falls in with the server's frames. */
export function runOf(told: readonly Told[], screens: number, eventsPerSecond: number): Run {
  const random = seededRandom(told[0]?.at ?? 0);
  let due = 0;
  const dues = told.map(() => {
    due += exponential(random, 1000 / eventsPerSecond);
    return due;
  });
  return { told, dues, screens };
}

/** Of all events to all screens: ms from their sending. */
export interface Push {
  readonly p50: number;
  readonly p99: number;
  /** CPU of the server for each message to a screen, in µs, what it took to get to know of the events included. */
  readonly cpu: number;
  /** The share of one core that the server used. */
  readonly busy: number;
  /** Messages a second to each screen. */
  readonly perSecond: number;
}

/** Resolves once the server has come to rest. */
export async function push(server: ServerProcess, open: OpenScreen, run: Run): Promise<Push> {
  const pushed = await pushAll(server, open, run);
  await comeToRest(server);
  return pushed;
}

async function pushAll(server: ServerProcess, open: OpenScreen, { told, dues, screens: count }: Run): Promise<Push> {
  const url = new URL(webhookPath, server.url);
  const requests = told.map(({ delivery }) => requestOf(url, delivery));
  const screens = await Promise.all(Array.from({ length: count }, () => open(server.url)));
  // Afterwards: a thousand screens take their time, and a server ends a connection that says nothing.
  const load = await openOpenLoop(url, 64);
  try {
    const start = performance.now();
    const before = await server.cpuSeconds();
    const sent = await load.send(requests, dues);
    const last = Math.max(...sent.map(({ rev }) => rev));
    await Promise.all(screens.map(({ arrivals }) => arrivals.reach(last)));
    const used = (await server.cpuSeconds()) - before;
    const seconds = (performance.now() - start) / 1000;
    const latencies = screens.flatMap(({ arrivals }) => latenciesOf(sent, arrivals.list));
    const messages = screens.reduce((sum, { arrivals }) => sum + arrivals.list.length, 0);
    return {
      p50: quantile(latencies, 0.5),
      p99: quantile(latencies, 0.99),
      cpu: (1_000_000 * used) / messages,
      busy: used / seconds,
      perSecond: messages / count / seconds,
    };
  } finally {
    load.close();
    for (const screen of screens) screen.close();
  }
}

/** ms */
const restFor = 250;
/** Of one core: what a server that does nothing uses at most. */
const restless = 0.04;
const mostRests = 20;

/** A thousand screens that leave are work: it is not the next round's, and not others'. */
async function comeToRest({ cpuSeconds }: ServerProcess): Promise<void> {
  for (let rests = 0; rests < mostRests; rests += 1) {
    const before = await cpuSeconds();
    await sleep(restFor);
    if ((1000 * ((await cpuSeconds()) - before)) / restFor < restless) return;
  }
  throw new Error("the server does not come to rest once its screens have left");
}
