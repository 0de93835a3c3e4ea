import type { Standing } from "./account.ts";

/** Who stands behind tokens that were looked up before. */
export interface StandingCache {
  get(tokenHash: string): Standing | undefined;
  put(tokenHash: string, standing: Standing): void;
  /** Gives what was forgotten. */
  forget(which: (standing: Standing) => boolean): readonly Standing[];
  /** Moves with every forgetting: what was looked up before it may be wrong by now. */
  changes(): number;
}

/** So that memory stays bounded: beyond it, what was put longest ago is looked up again. */
const MOST_KNOWN = 10_000;

export function createStandingCache(): StandingCache {
  const known = new Map<string, Standing>();
  let changes = 0;
  return {
    get: (tokenHash) => known.get(tokenHash),
    put(tokenHash, standing) {
      known.delete(tokenHash);
      known.set(tokenHash, standing);
      const [oldest] = known.keys();
      if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    },
    forget(which) {
      changes += 1;
      const gone = [...known].filter(([, standing]) => which(standing));
      for (const [tokenHash] of gone) known.delete(tokenHash);
      return gone.map(([, standing]) => standing);
    },
    changes: () => changes,
  };
}
