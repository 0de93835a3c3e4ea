import { between, chance, pick, type Random } from "./random.ts";

/** `hunt`: one phone after another. `ring-all`: every free phone at once. */
export type RingStrategy = "hunt" | "ring-all";

/** Phones that ring for one purpose. */
export interface RingTeam {
  readonly strategy: RingStrategy;
  readonly members: readonly string[];
  /** How long a phone (hunt) or a round (ring-all) rings before the PBX goes on. */
  readonly ringSeconds: number;
}

export interface Queue extends RingTeam {
  readonly number: string;
  /** How much of the traffic is for it, in proportion to the others. */
  readonly weight: number;
  /** Where its callers go when nobody has answered for so long. */
  readonly overflow: { readonly to: string; readonly afterSeconds: number } | null;
}

/** The simulated office: its numbers, and who sits where. */
export interface Centre {
  /** The main menu first, then its sub-menus. */
  readonly menus: readonly string[];
  /** By number. */
  readonly queues: readonly Queue[];
  readonly agents: readonly string[];
  /** Ring groups without a queue; the feed never shows their own number. */
  readonly groups: readonly RingTeam[];
  /** What callers dialled, as the feed prints it; null: not said. */
  readonly lines: readonly (string | null)[];
}

export interface CentreSize {
  readonly queues: number;
  readonly agents: number;
}

/** Ring-all stays small: a telephone system rings a handful at once, not a hall. */
const largestRingAll = 6;

/** An office of that size, the same one for the same row of draws. */
export function layOutCentre(size: CentreSize, random: Random): Centre {
  const agents = numbers(size.agents, { short: 101, shortUntil: 799, long: 1001 });
  const queueNumbers = numbers(size.queues, { short: 820, shortUntil: 899, long: 8200 });
  const strategies = queueNumbers.map((_, index): RingStrategy => (index % 4 === 3 ? "ring-all" : "hunt"));
  const queues = queueNumbers.map((number, index): Queue => {
    const strategy = strategies[index] ?? "hunt";
    return {
      number,
      strategy,
      weight: weightOf(index),
      members: membersOf(index, { agents, queues: size.queues, strategy, random }),
      ringSeconds: ringSecondsOf(strategy, random),
      overflow: overflowOf(index, { queueNumbers, strategies, random }),
    };
  });
  const groups = Array.from({ length: Math.max(2, Math.round(size.agents / 10)) }, (_, index): RingTeam => {
    const strategy = index % 2 === 0 ? "hunt" : "ring-all";
    const members = distinct(Array.from({ length: 4 }, () => pick(random, agents))).slice(0, 3);
    return { strategy, members, ringSeconds: ringSecondsOf(strategy, random) };
  });
  return { menus: ["800", "801"], queues, agents, groups, lines: [null, "02125550100", "02125550101", "Main line"] };
}

function numbers(count: number, range: { short: number; shortUntil: number; long: number }): string[] {
  const first = range.short + count - 1 <= range.shortUntil ? range.short : range.long;
  return Array.from({ length: count }, (_, index) => String(first + index));
}

/** The first queues have most of the calls, as everywhere. */
function weightOf(index: number): number {
  return 1 / (index + 1) ** 0.7;
}

function shareOf(index: number, queues: number): number {
  const all = Array.from({ length: queues }, (_, other) => weightOf(other));
  return weightOf(index) / all.reduce((sum, weight) => sum + weight, 0);
}

/**
 * A hunt leaves a phone after 12 to 18 s. A ring-all round lasts 28 s.
 * Both are longer than the 10 s after which a caller who gives up counts as a ring no answer, so what the feed shows
 * and what happened on the phones are the same.
 */
function ringSecondsOf(strategy: RingStrategy, random: Random): number {
  return strategy === "hunt" ? Math.round(between(random, 12, 18)) : 28;
}

/**
 * Only hunts overflow, and only into hunts: the feed does not say that a ring-all round ended,
 * so after a change of queue nobody could tell a ring that ran out from one a colleague was quicker at.
 */
function overflowOf(
  index: number,
  from: { queueNumbers: readonly string[]; strategies: readonly RingStrategy[]; random: Random },
): Queue["overflow"] {
  if (from.strategies[index] !== "hunt" || chance(from.random, 0.4)) return null;
  const count = from.queueNumbers.length;
  for (let step = 1; step < count; step += 1) {
    const next = (index + step) % count;
    const to = from.queueNumbers[next];
    if (from.strategies[next] === "hunt" && to !== undefined) {
      return { to, afterSeconds: Math.round(between(from.random, 40, 100)) };
    }
  }
  return null;
}

/** Every agent serves the queue of their place in the row; a busy queue has many guests from the others. */
function membersOf(
  index: number,
  from: { agents: readonly string[]; queues: number; strategy: RingStrategy; random: Random },
): string[] {
  const own = from.agents.filter((_, seat) => seat % from.queues === index % Math.max(1, from.agents.length));
  const share = shareOf(index, from.queues);
  const guests = from.agents.filter(() => chance(from.random, 3 * share));
  const spare = [pick(from.random, from.agents), pick(from.random, from.agents)];
  const members = distinct([...own, ...guests, ...(own.length < 2 ? spare : [])]);
  return from.strategy === "ring-all" ? members.slice(0, largestRingAll) : members;
}

function distinct(items: readonly (string | null)[]): string[] {
  return [...new Set(items.filter((item) => item !== null))];
}
