/**
 * Which of this server's boards may hand over. When another server erases a caller, its boards are worth nothing until they
 * are built again; when this server does, they are erased in, and worth as much as one that is built after it.
 */
export interface Generations {
  /** Of a board; false: a newer one has taken its place. */
  admits(generation: number): boolean;
  /** Whether a board of it takes the place of all there were. */
  isNewer(generation: number): boolean;
  /** What a board of the generation is worth now. */
  of(generation: number): number;
  /** Boards of the one were erased in, and count as boards of the other. */
  equate(before: number, after: number): void;
  /** Boards of it are outdated. */
  refuse(generation: number): void;
  /** Whether there is no board that is worth anything. */
  areOutdated(): boolean;
}

export function createGenerations(): Generations {
  const raised = new Map<number, number>();
  let newest = 0;
  let outdated = false;

  function of(generation: number): number {
    let now = generation;
    for (let next = raised.get(now); next !== undefined; next = raised.get(now)) now = next;
    return now;
  }

  return {
    admits(generation) {
      const now = of(generation);
      if (now > newest) outdated = false;
      newest = Math.max(newest, now);
      return now === newest;
    },
    isNewer: (generation) => of(generation) > newest,
    of,
    equate(before, after) {
      raised.set(before, after);
      newest = of(newest);
    },
    refuse(generation) {
      outdated ||= of(generation) === newest;
    },
    areOutdated: () => outdated,
  };
}
