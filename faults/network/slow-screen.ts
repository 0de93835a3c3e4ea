import { between, seededRandom } from "#lib/simulator/random.ts";
import { inboundCall } from "#lib/testing/story.ts";
import type { Fault, Outcome } from "../fault.ts";
import { createSender, type Sender } from "../ground/sender.ts";
import { webhookKey } from "../ground/server-process.ts";
import { watchHonesty } from "./honesty.ts";
import { type LiveScreen, openLiveScreen, sayingOf } from "./live-screen.ts";
import { createNetwork } from "./network.ts";
import { type TrialServer, withTrialServer } from "./trial-server.ts";

const OTHERS = 10;

/** A board of so many live calls is some 300 kB. */
const CALLS = 800;

/** Boards of that size after which the server must have found the screen out; the system itself takes some megabytes. */
const MOST_BOARDS = 300;

const PATIENCE = 60_000;

export const slowScreenFault: Fault = {
  name: "slow-screen",
  goals: ["R-9"],
  says: `a screen whose line carries less than it is sent is cut off at 1 MB, and comes back by itself; ${OTHERS} others have everything meanwhile`,
  rounds: 10,
  once: (seed) => withTrialServer((server) => slowOneDown(server, seed)),
  control: null,
};

async function slowOneDown(server: TrialServer, seed: number): Promise<Outcome> {
  const random = seededRandom(seed);
  const network = await createNetwork(server.port, random);
  const sender = createSender(server.url, 8);
  await fillBoard(sender);
  const slow = openLiveScreen({ url: `http://127.0.0.1:${network.port}`, random });
  const others = Array.from({ length: OTHERS }, () => openLiveScreen({ url: server.url, random }));
  const [witness = slow] = others;
  const honesty = watchHonesty(() => witness.known().board?.rev ?? 0, [{ name: "The slow screen", screen: slow }]);
  try {
    await Promise.all([slow, ...others].map((screen) => screen.until(hasCalls, PATIENCE)));
    network.become({ is: "bandwidth", bytesPerSecond: Math.round(between(random, 20_000, 120_000)) });
    const { boards, broken } = await changeUntilCutOff(server, others);
    const isBack = await slow.until(({ site }) => site?.place === placeOf(boards), PATIENCE);
    if (!isBack) broken.push("The slow screen did not come back while its line was narrow.");
    network.heal();
    const due = sayingOf(await server.board());
    const isRight = await slow.until(({ board }) => !!board && sayingOf(board) === due, PATIENCE);
    if (!isRight) broken.push("The slow screen does not show the server's board in the end.");
    const lost = others.filter((screen) => screen.losses() > 0).length;
    if (lost > 0) broken.push(`${lost} of the others lost their lines.`);
    broken.push(...honesty.stop());
    return { broken, counts: { boards, "cut off": await cutOff(server), "lines it lost": slow.losses() } };
  } finally {
    honesty.stop();
    for (const screen of [slow, ...others]) screen.close();
    sender.close();
    await network.close();
  }
}

/** Sends the whole board to everybody again and again; each time all others have it before the next. */
async function changeUntilCutOff(server: TrialServer, others: readonly LiveScreen[]) {
  const broken: string[] = [];
  for (let boards = 1; ; boards += 1) {
    await name(server, placeOf(boards));
    const has = await Promise.all(others.map((screen) => screen.until(isAt(boards), PATIENCE)));
    if (has.includes(false)) broken.push(`The others do not have change ${boards}.`);
    if ((await cutOff(server)) > 0) return { boards, broken };
    if (boards === MOST_BOARDS) broken.push(`After ${boards} boards nobody was cut off.`);
    if (broken.length > 0) return { boards, broken };
  }
}

const placeOf = (change: number) => `Place ${change}`;

function isAt(change: number): (known: ReturnType<LiveScreen["known"]>) => boolean {
  return ({ site }) => site?.place === placeOf(change);
}

function hasCalls({ board }: ReturnType<LiveScreen["known"]>): boolean {
  return board?.calls.length === CALLS;
}

async function cutOff(server: TrialServer): Promise<number> {
  const { parts } = await server.health();
  return parts.realtime.cutOff["slow"] ?? 0;
}

async function fillBoard(sender: Sender): Promise<void> {
  for (let at = 0; at < CALLS; at += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, n) => sender.send(ringing(at + n))));
  }
}

function ringing(number: number) {
  const call = inboundCall(`260302090000_${number}`, `0555${String(number).padStart(7, "0")}`);
  const { method, contentType, body } = call.reaches("820", "queue");
  return { method, path: `/api/webhook/${webhookKey}`, contentType, body, isIn: () => false };
}

/** Where a board hangs is told with the whole of it. */
async function name({ url }: TrialServer, place: string): Promise<void> {
  const answer = await fetch(`${url}/api/site`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify({ by: "Ana K.", put: { place } }),
  });
  await answer.body?.cancel();
}
