/**
 * Boards of this server go on when this server erases a caller in them: they are then worth as much as one that is built
 * after it.
 */
export interface Generations {
  /** What a board of the generation is worth now. */
  of(generation: number): number;
  /** Boards of the one were erased in, and count as boards of the other. */
  equate(before: number, after: number): void;
}

export function createGenerations(): Generations {
  const raised = new Map<number, number>();
  return {
    of(generation) {
      let now = generation;
      for (let next = raised.get(now); next !== undefined; next = raised.get(now)) now = next;
      return now;
    },
    equate(before, after) {
      raised.set(before, after);
    },
  };
}
