/** What a writer had promised by some moment. */
export interface Promises {
  /** By `seq`: the number of what stands there. */
  readonly kept: Map<number, number>;
  /** `seq` up to which texts are perhaps gone, and up to which they are gone for certain. */
  rewriting: number;
  rewrote: number;
  refused: number;
}

export function noPromises(): Promises {
  return { kept: new Map(), rewriting: 0, rewrote: 0, refused: 0 };
}

export function promisesSoFar(promises: Promises): Promises {
  return { ...promises, kept: new Map(promises.kept) };
}

export function hear(promises: Promises, text: string): void {
  for (const line of text.split("\n").filter(Boolean)) {
    const [word, first = 0, second = 0] = line.split(" ").map((part, index) => (index === 0 ? part : Number(part)));
    if (word === "kept") promises.kept.set(Number(first), Number(second));
    else if (word === "rewriting") promises.rewriting = Math.max(promises.rewriting, Number(first));
    else if (word === "rewrote") promises.rewrote = Math.max(promises.rewrote, Number(first));
    else if (word === "refused") promises.refused += 1;
    else throw new Error(`a writer says no such thing: ${line}`);
  }
}
