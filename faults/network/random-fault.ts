import { between, pickWeighted, type Random } from "#lib/simulator/random.ts";
import type { NetworkFault } from "./network-fault.ts";

const whole = (random: Random, low: number, high: number) => Math.round(between(random, low, high));

interface Kind {
  readonly weight: number;
  readonly make: (random: Random) => NetworkFault;
}

const loss: Kind = { weight: 1, make: (random) => ({ is: "message-loss", share: between(random, 0.05, 0.7) }) };

const kinds: readonly Kind[] = [
  { weight: 1, make: (random) => ({ is: "latency", ms: whole(random, 5, 500), jitter: whole(random, 0, 300) }) },
  { weight: 1, make: () => ({ is: "down" }) },
  { weight: 1, make: (random) => ({ is: "bandwidth", bytesPerSecond: whole(random, 500, 40_000) }) },
  { weight: 1, make: (random) => ({ is: "slow-close", ms: whole(random, 50, 3_000) }) },
  { weight: 1, make: () => ({ is: "black-hole" }) },
  { weight: 1, make: () => ({ is: "reset" }) },
  { weight: 1, make: (random) => ({ is: "slicer", bytes: whole(random, 1, 200), pause: whole(random, 1, 5) }) },
  { weight: 1, make: (random) => ({ is: "limit", bytes: whole(random, 100, 30_000) }) },
  loss,
];

/** One of all the network's faults, of any strength. */
export function randomNetworkFault(random: Random): NetworkFault {
  return pickWeighted(random, kinds)?.make(random) ?? { is: "reset" };
}

/** The one that TCP does not let happen, of any strength. */
export function randomLoss(random: Random): NetworkFault {
  return loss.make(random);
}
