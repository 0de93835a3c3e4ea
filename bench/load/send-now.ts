import { runOf } from "../push-run.ts";
import type { Told } from "../traffic.ts";
import { openClosedLoop } from "./closed-loop.ts";
import { openOpenLoop, type Sent } from "./open-loop.ts";
import { requestOf } from "./request.ts";

/** Seconds that connections are used for: one on which nothing is sent for longer is closed by the server. */
const freshFor = 2;

/** Sends what is told as if it were due from now on, so many a second on average. */
export async function sendNow(url: URL, told: readonly Told[], perSecond: number): Promise<readonly Sent[]> {
  const sent: Sent[] = [];
  const some = Math.max(1, Math.round(perSecond * freshFor));
  for (let first = 0; first < told.length; first += some) {
    sent.push(...(await sendSome(url, told.slice(first, first + some), perSecond)));
  }
  return sent;
}

async function sendSome(url: URL, told: readonly Told[], perSecond: number): Promise<readonly Sent[]> {
  const load = await openOpenLoop(url, 64);
  try {
    return await load.send(requestsOf(url, told), runOf(told, 1, perSecond).dues);
  } finally {
    load.close();
  }
}

/** Sends it as fast as it is taken, more or less in its order. */
export async function sendSoon(url: URL, told: readonly Told[]): Promise<void> {
  const load = await openClosedLoop(url, 8);
  try {
    await load.send(requestsOf(url, told));
  } finally {
    load.close();
  }
}

function requestsOf(url: URL, told: readonly Told[]): readonly Buffer[] {
  return told.map(({ delivery }) => requestOf(url, delivery));
}
