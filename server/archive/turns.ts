/** One after the other, in the order of asking. */
export interface Turns {
  pass<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when all that was asked for before has ended. */
  over(): Promise<void>;
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return {
    pass(work) {
      const done = last.then(work);
      last = done.catch(() => undefined);
      return done;
    },
    async over() {
      await last;
    },
  };
}
