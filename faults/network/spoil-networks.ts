import { setTimeout as pause } from "node:timers/promises";
import type { Dial } from "#lib/client/line.ts";
import { between, chance, type Random, seededRandom } from "#lib/simulator/random.ts";
import type { Outcome } from "../fault.ts";
import { watchHonesty } from "./honesty.ts";
import { type LiveScreen, openLiveScreen, sayingOf } from "./live-screen.ts";
import { createNetwork, type Network } from "./network.ts";
import type { NetworkFault } from "./network-fault.ts";
import { measureOutsideTime, type OutsideTime } from "./outside-time.ts";
import { startPacedLoad } from "./paced-load.ts";
import type { TrialServer } from "./trial-server.ts";

export interface Spoiling {
  readonly screens: number;
  readonly faultOf: (random: Random) => NetworkFault;
  /** Stands between each screen's line and its client. */
  readonly distort: (dial: Dial) => Dial;
  /** ms in which a screen must be right after a fault has healed. */
  readonly limitOf: (fault: NetworkFault) => number;
  /** ms after which a screen that still is not right never will be. */
  readonly patience: number;
}

interface Spoiled {
  readonly name: string;
  readonly screen: LiveScreen;
  readonly network: Network;
  readonly outside: OutsideTime;
  readonly random: Random;
  readonly strikes: number;
  /** By which its faults are longer than usual. */
  readonly stretch: number;
}

/** Of a round in this many its faults are so long that everybody gives up meanwhile. */
const LONG = { chance: 0.1, stretch: 8 };

/** ms: a screen's last attempt before a healing, and the wait before it, began no earlier (P2); so only noise since then counts. */
const MEMORY = 3_600;

/** One round: each screen has its own network and its own faults, while the office goes on. */
export async function spoilNetworks(server: TrialServer, seed: number, spoiling: Spoiling): Promise<Outcome> {
  const random = seededRandom(seed);
  const stretch = chance(random, LONG.chance) ? LONG.stretch : 1;
  const outside = measureOutsideTime();
  const witness = openLiveScreen({ url: server.url, random });
  const spoiled: Spoiled[] = [];
  for (let number = 1; number <= spoiling.screens; number += 1) {
    const own = seededRandom(seed * 1_000 + number);
    const network = await createNetwork(server.port, own);
    const url = `http://127.0.0.1:${network.port}`;
    const screen = openLiveScreen({ url, random: own, distort: spoiling.distort });
    const strikes = stretch > 1 ? 1 : 1 + Math.floor(own() * 3);
    spoiled.push({ name: `screen ${number}`, screen, network, outside, random: own, strikes, stretch });
  }
  const honesty = watchHonesty(() => witness.known().board?.rev ?? 0, spoiled);
  const load = startPacedLoad({ url: server.url, seed, random, gap: 40 });
  try {
    const healings = (await Promise.all(spoiled.map((one) => spoil(one, witness, spoiling)))).flat();
    const events = await load.stop();
    // On a machine that does not let it work, a witness may lose its line, and boards between two.
    const sawAll = witness.losses() === 0;
    const broken = [
      ...healings.flatMap((healing) => lateness(healing, spoiling)),
      ...(await differences(server, witness, spoiled, spoiling)),
      ...(sawAll ? spoiled.flatMap((one) => inventions(one, witness)) : []),
      ...honesty.stop(),
    ];
    return { broken, counts: { events, "without a witness": sawAll ? 0 : 1, ...countsOf(healings, spoiling) } };
  } finally {
    honesty.stop();
    outside.stop();
    await load.stop();
    witness.close();
    for (const { screen, network } of spoiled) {
      screen.close();
      await network.close();
    }
  }
}

interface Healing {
  readonly name: string;
  readonly fault: NetworkFault;
  /** ms until the screen was up to what the server showed as the fault healed. */
  readonly took: number;
  /** ms of the healing, and of what of the fault still tells on it, in which nobody here could work. */
  readonly stood: number;
}

async function spoil(one: Spoiled, witness: LiveScreen, { faultOf, patience }: Spoiling): Promise<readonly Healing[]> {
  const { name, screen, network, outside, random } = one;
  const healings: Healing[] = [];
  for (let strike = 0; strike < one.strikes; strike += 1) {
    await pause(between(random, 0, 400));
    const fault = faultOf(random);
    const lasts = between(random, 50, 900) * one.stretch;
    network.become(fault);
    await pause(Math.max(0, lasts - MEMORY));
    const before = outside.ms();
    await pause(Math.min(lasts, MEMORY));
    network.heal();
    const due = witness.known().board?.rev ?? 0;
    const healedAt = performance.now();
    const isRight = await screen.until(({ board }) => (board?.rev ?? -1) >= due, patience);
    const took = isRight ? performance.now() - healedAt : Number.POSITIVE_INFINITY;
    healings.push({ name, fault, took, stood: outside.ms() - before });
  }
  return healings;
}

/** ms for which nobody could work, beyond which no delay is judged: an attempt to connect may have failed for that alone. */
const NOISE = 300;

/** Noise makes late, and never early: who is in time in spite of it is. */
function verdictOn({ fault, took, stood }: Healing, { limitOf }: Spoiling): "in time" | "late" | "too noisy to judge" {
  if (took <= limitOf(fault)) return "in time";
  return stood > NOISE && took !== Number.POSITIVE_INFINITY ? "too noisy to judge" : "late";
}

function lateness(healing: Healing, spoiling: Spoiling): string[] {
  const { name, fault, took } = healing;
  if (verdictOn(healing, spoiling) !== "late") return [];
  return [`${name} was right only ${Math.round(took)} ms after ${JSON.stringify(fault)} had healed.`];
}

/** How many were right within which time, by its text; of those that TCP lets happen. */
function countsOf(healings: readonly Healing[], spoiling: Spoiling): Record<string, number> {
  const noisy = healings.filter((healing) => verdictOn(healing, spoiling) === "too noisy to judge");
  const honest = healings.filter((healing) => healing.fault.is !== "message-loss" && !noisy.includes(healing));
  const within = (ms: number) => honest.filter(({ took }) => took <= ms).length;
  return {
    healings: healings.length,
    "too noisy to judge": noisy.length,
    "of TCP faults": honest.length,
    ...Object.fromEntries([100, 500, 1_000, 2_000].map((ms) => [`in ${ms / 1000} s`, within(ms)])),
  };
}

/** Who does not show the server's board in the end. */
async function differences(
  server: TrialServer,
  witness: LiveScreen,
  spoiled: readonly Spoiled[],
  { patience }: Spoiling,
): Promise<readonly string[]> {
  const all = [{ name: "the witness", screen: witness }, ...spoiled];
  const limit = performance.now() + patience;
  for (;;) {
    const due = sayingOf(await server.board());
    const different = all.filter(({ screen }) => !shows(screen, due));
    if (different.length === 0 || performance.now() > limit) {
      return different.map(({ name }) => `${name} does not show the server's board in the end.`);
    }
    await pause(50);
  }
}

function shows(screen: LiveScreen, saying: string): boolean {
  const { board } = screen.known();
  return board !== null && board !== undefined && sayingOf(board) === saying;
}

function inventions({ name, screen }: Spoiled, witness: LiveScreen): string[] {
  const invented = [...screen.shown].filter((saying) => !witness.shown.has(saying)).length;
  const setBacks = screen.setBacks();
  return [
    ...(invented === 0 ? [] : [`${name} showed ${invented} boards that the server never had.`]),
    ...(setBacks === 0 ? [] : [`${name} went back to an older board ${setBacks} times.`]),
  ];
}
