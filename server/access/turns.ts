/** Does one thing after the other, in the order in which they were asked for. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

/** Of things of one name one after the other; of others nothing waits. */
export type NamedTurns = <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;

export function createNamedTurns(): NamedTurns {
  const turns = new Map<string, Turns>();
  return (name, work) => {
    const own = turns.get(name) ?? createTurns();
    turns.set(name, own);
    return own(work);
  };
}
