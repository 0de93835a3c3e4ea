import type { SimulatedTime } from "./simulated-time.ts";

/** What is broken: it is mended after its time, or when all is healed. */
export interface Wounds {
  /** @param ms infinite: only when all is healed */
  until(ms: number, mend: () => void): void;
  heal(): void;
}

export function createWounds(time: SimulatedTime): Wounds {
  const open = new Set<() => void>();
  return {
    until(ms, mend) {
      const mended = () => {
        if (open.delete(mended)) mend();
      };
      open.add(mended);
      if (Number.isFinite(ms)) time.after(ms, mended);
    },
    heal() {
      for (const mended of [...open]) mended();
    },
  };
}
