import { between, chance, pick, seededRandom } from "#lib/simulator/random.ts";

/** What a writer does to its journal, one after the other. */
export type Deed =
  /** Appends that share a commit, as many as are meant. */
  | { readonly is: "append"; readonly count: number }
  /** A checkpoint of so many characters. */
  | { readonly is: "checkpoint"; readonly length: number }
  /** Takes the text away from every entry up to there, as a share of the journal. */
  | { readonly is: "rewrite"; readonly share: number }
  /** Empties the log; or writes the file anew. */
  | { readonly is: "settle" | "anew" }
  | { readonly is: "reopen" };

const others: readonly ((random: () => number) => Deed)[] = [
  (random) => ({ is: "checkpoint", length: Math.round(between(random, 10_000, 150_000)) }),
  (random) => ({ is: "checkpoint", length: Math.round(between(random, 10_000, 150_000)) }),
  (random) => ({ is: "rewrite", share: random() }),
  () => ({ is: "settle" }),
  () => ({ is: "anew" }),
  () => ({ is: "reopen" }),
];

/** What a writer of that seed does: mostly appends. */
export function deedsOf(seed: number, count: number): readonly Deed[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (): Deed => {
    const other = chance(random, 0.12) ? pick(random, others) : null;
    return other?.(random) ?? { is: "append", count: Math.ceil(between(random, 0, 6)) };
  });
}

/** Of the `number`th thing that a writer appends; each is another one. */
export function textOf(seed: number, number: number): string {
  const random = seededRandom(seed + number * 7919);
  const length = chance(random, 0.1) ? between(random, 5_000, 20_000) : between(random, 0, 600);
  return `${number}:${"abcdefgh".repeat(Math.round(length / 8))}`;
}

/** Every seventh is an act. */
export const isAct = (number: number): boolean => number % 7 === 0;
