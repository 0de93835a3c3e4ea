import { blindToGaps } from "#lib/testing/blind-to-gaps.ts";
import type { Fault, Outcome } from "../fault.ts";
import type { NetworkFault } from "./network-fault.ts";
import { randomLoss, randomNetworkFault } from "./random-fault.ts";
import { type Spoiling, spoilNetworks } from "./spoil-networks.ts";
import { withTrialServer } from "./trial-server.ts";

/** ms from the healing of a fault to a screen that is right again. */
const HEALING = 2_000;

/**
 * Inside a connection TCP loses nothing. What a broken box swallowed shows at the next heartbeat, or, where the question
 * was swallowed too, at the second one after it; and a screen is sent one snapshot a second.
 */
const HEALING_OF_LOSS = 7_000;

const usual: Spoiling = {
  screens: 20,
  faultOf: randomNetworkFault,
  distort: (dial) => dial,
  limitOf: ({ is }: NetworkFault) => (is === "message-loss" ? HEALING_OF_LOSS : HEALING),
  patience: 60_000,
};

/** @param changes what is otherwise than usual */
export function screensRound(seed: number, changes: Partial<Spoiling> = {}) {
  return withTrialServer((server) => spoilNetworks(server, seed, { ...usual, ...changes }));
}

export const screensFault: Fault = {
  name: "screens",
  goals: ["R-4"],
  says: `${usual.screens} screens under live traffic, each with a network that fails in every way: healed, each shows the server's board within ${HEALING / 1000} s, and none ever shows a board that the server did not have`,
  rounds: 500,
  lanes: 3,
  once: async (seed) => judged(await screensRound(seed)),
  control: {
    says: "screens that do not look for gaps, where messages are lost",
    finds: /showed \d+ boards that the server never had/,
    once: (seed) => screensRound(seed, { distort: blindToGaps, faultOf: randomLoss, patience: 1_000 }),
  },
};

/** Who is late on a machine that is busy with other things proves nothing, for good or ill. */
function judged({ broken, counts }: Outcome): Outcome {
  const { healings = 0, "too noisy to judge": noisy = 0 } = counts;
  if (noisy === 0) return { broken, counts };
  return { broken, counts, unjudged: `The machine was too busy to judge ${noisy} late ones of ${healings} healings.` };
}
