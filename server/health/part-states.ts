import type { Clock } from "#server/clock.ts";

/** Whether each part of the server is well; null: it has none of that kind. */
export type PartWellness = Readonly<Record<string, boolean | null>>;

/** Since when each part has been as it is. */
export interface PartStates {
  note(parts: PartWellness): void;
  /** Epoch ms of the look that first found it so; null: it was never looked at. */
  since(name: string): number | null;
}

export function createPartStates(clock: Clock): PartStates {
  const states = new Map<string, { readonly well: boolean; readonly since: number }>();
  return {
    note(parts) {
      const now = clock.now();
      for (const [name, well] of Object.entries(parts)) {
        if (well === null) states.delete(name);
        else if (states.get(name)?.well !== well) states.set(name, { well, since: now });
      }
    },
    since: (name) => states.get(name)?.since ?? null,
  };
}
