/** How much of what was added is done: whoever waits, waits for what came before. */
export interface Progress {
  add(count: number): void;
  /** @param left how many of those that were added are not done */
  leave(left: number): void;
  /** Resolves when all that was added before is done; rejects when `refuse` comes first. */
  reached(): Promise<void>;
  /** Those who wait are told why they wait in vain. */
  refuse(cause: Error): void;
}

export function createProgress(): Progress {
  let added = 0;
  let done = 0;
  let waiters: { readonly upTo: number; readonly gate: PromiseWithResolvers<void> }[] = [];

  return {
    add(count) {
      added += count;
    },
    leave(left) {
      done = added - left;
      const ready = waiters.filter(({ upTo }) => upTo <= done);
      waiters = waiters.filter(({ upTo }) => upTo > done);
      for (const { gate } of ready) gate.resolve();
    },
    async reached() {
      if (done >= added) return;
      const gate = Promise.withResolvers<void>();
      waiters.push({ upTo: added, gate });
      await gate.promise;
    },
    refuse(cause) {
      const refused = waiters;
      waiters = [];
      for (const { gate } of refused) gate.reject(cause);
    },
  };
}
