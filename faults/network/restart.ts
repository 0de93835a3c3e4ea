import { connect } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { between, chance, seededRandom } from "#lib/simulator/random.ts";
import { freePort } from "#server/http/free-port-under-test.ts";
import type { Fault, Outcome } from "../fault.ts";
import { withDataFolder } from "../ground/data-folder.ts";
import { startLoad } from "../ground/load.ts";
import { type ServerProcess, startServer } from "../ground/server-process.ts";
import { tellings } from "../ground/tellings.ts";
import { type LiveScreen, openLiveScreen } from "./live-screen.ts";
import { measureOutsideTime } from "./outside-time.ts";

/** ms from the listening of a server that was started again to 99 of 100 screens being current. */
const RETURN = 2_000;

/** ms for which nobody could work, beyond which no time is judged. */
const NOISE = 500;

const EVENTS = 300;
const PATIENCE = 60_000;

export const restartFault: Fault = {
  name: "restart",
  goals: ["R-5"],
  says: `300 screens are current within ${RETURN / 1000} s (99 of 100) of a server that was killed or stopped, and started again, listening`,
  rounds: 10,
  once: async (seed) => {
    const { broken, counts, late, stood } = await restartUnder(seed, 300);
    if (late === 0) return { broken, counts };
    if (stood > NOISE) return { broken, counts, unjudged: `The machine was too busy to judge ${late} late screens.` };
    return { broken: [...broken, `${late} screens were late.`], counts };
  },
  control: null,
};

/** How many screens were late beyond the one of a hundred that may, and how long nobody could work meanwhile, ms. */
export interface Return extends Outcome {
  readonly late: number;
  readonly stood: number;
}

export function restartUnder(seed: number, screens: number): Promise<Return> {
  return withDataFolder(async (folder) => {
    const random = seededRandom(seed);
    const port = await freePort();
    const start = () => startServer({ folder, environment: { PORT: String(port) } });
    let server = start();
    const url = await server.serving;
    const load = startLoad(url, tellings(seed), 4);
    await load.kept(EVENTS);
    await load.stop();
    const all = Array.from({ length: screens }, () => openLiveScreen({ url, random }));
    try {
      await Promise.all(all.map((screen) => screen.until(isCurrentSince(0), PATIENCE)));
      server.kill(chance(random, 0.5) ? "SIGKILL" : "SIGTERM");
      await server.ended;
      // The longer nobody is there, the rarer they ask.
      await pause(between(random, 0, 5_000));
      const listening = untilListening(port);
      server = start();
      return await lookAtReturn(all, server, await listening);
    } finally {
      for (const screen of all) screen.close();
      server.kill("SIGKILL");
      await server.ended;
    }
  });
}

async function lookAtReturn(all: readonly LiveScreen[], server: ServerProcess, listenedAt: number): Promise<Return> {
  const outside = measureOutsideTime(server.pid);
  const back = await Promise.all(
    all.map(async (screen) => {
      const isBack = await screen.until(isCurrentSince(listenedAt), PATIENCE);
      return isBack ? performance.now() - listenedAt : Number.POSITIVE_INFINITY;
    }),
  );
  const stood = outside.ms();
  outside.stop();
  const within = (ms: number) => back.filter((took) => took <= ms).length;
  const lost = back.length - within(PATIENCE);
  return {
    broken: lost === 0 ? [] : [`${lost} screens did not come back.`],
    counts: {
      screens: back.length,
      ...Object.fromEntries([500, 1_000, 1_500, RETURN].map((ms) => [`in ${ms / 1_000} s`, within(ms)])),
    },
    late: Math.max(0, back.length - within(RETURN) - Math.floor(back.length / 100)),
    stood,
  };
}

function isCurrentSince(moment: number): (known: ReturnType<LiveScreen["known"]>) => boolean {
  return ({ board, lastMessageAt }) => !!board && (lastMessageAt ?? 0) > moment;
}

/** Resolves with when a connection was first taken. */
async function untilListening(port: number): Promise<number> {
  for (;;) {
    if (await isListening(port)) return performance.now();
    await pause(10);
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
