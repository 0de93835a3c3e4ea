/** Who can take a call. An agent has one phone and one conversation at a time, and a pause after it. */
export interface Staff {
  isFree(agent: string): boolean;
  free(agents: readonly string[]): string[];
  /** The phone is taken: it rings, talks or dials. */
  occupy(agent: string): void;
  /** Free again `restSeconds` from now. */
  release(agent: string, restSeconds: number): void;
}

export function createStaff(now: () => number): Staff {
  const freeFrom = new Map<string, number>();
  const isFree = (agent: string): boolean => (freeFrom.get(agent) ?? 0) <= now();
  return {
    isFree,
    free: (agents) => agents.filter(isFree),
    occupy(agent) {
      freeFrom.set(agent, Number.POSITIVE_INFINITY);
    },
    release(agent, restSeconds) {
      freeFrom.set(agent, now() + restSeconds * 1000);
    },
  };
}
