/** What a screen was sent, and when: `rev` is the journal position the message leads up to, `at` ms of this process. */
export interface Arrival {
  readonly rev: number;
  readonly at: number;
}

export interface Arrivals {
  /** In order of time. */
  readonly list: readonly Arrival[];
  note(rev: number): void;
  /** Resolves when a message leads up to `rev` or further; rejects when none does in time. */
  reach(rev: number): Promise<void>;
}

/** ms in which what was sent has long arrived. */
const patience = 10_000;

export function createArrivals(): Arrivals {
  const list: Arrival[] = [];
  let awaited: { readonly rev: number; readonly resolve: () => void } | null = null;

  return {
    list,
    note(rev) {
      list.push({ rev, at: performance.now() });
      if (awaited !== null && rev >= awaited.rev) awaited.resolve();
    },
    async reach(rev) {
      if ((list.at(-1)?.rev ?? 0) >= rev) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      awaited = { rev, resolve };
      const timer = setTimeout(() => reject(new Error(`a screen was never sent event ${rev}`)), patience);
      await promise.finally(() => clearTimeout(timer));
    },
  };
}
