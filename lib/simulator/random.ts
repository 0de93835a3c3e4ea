/** Uniform draws in [0, 1), the same row of them for the same seed. */
export type Random = () => number;

/** The sfc32 generator; `seed` is any finite number, of which 32 bits count. */
export function seededRandom(seed: number): Random {
  let a = seed >>> 0;
  let b = 0x9e3779b9;
  let c = 0x243f6a88;
  let counter = 1;
  const draw = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + mixed) | 0;
    return (mixed >>> 0) / 2 ** 32;
  };
  // Seeds that differ in one bit give similar first draws; a dozen rounds part them.
  for (let round = 0; round < 12; round += 1) draw();
  return draw;
}

export function chance(random: Random, probability: number): boolean {
  return random() < probability;
}

/** Uniform in [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** Exponential: how long until the next of events that come independently of each other. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random());
}

/** One of the items, all equally likely; null of none. */
export function pick<Item>(random: Random, items: readonly Item[]): Item | null {
  return items[Math.floor(random() * items.length)] ?? null;
}

/** One of the items, as likely as its weight; null of none. */
export function pickWeighted<Item extends { readonly weight: number }>(
  random: Random,
  items: readonly Item[],
): Item | null {
  const total = items.reduce((sum, item) => sum + item.weight, 0);
  let left = random() * total;
  for (const item of items) {
    left -= item.weight;
    if (left < 0) return item;
  }
  return items.at(-1) ?? null;
}
