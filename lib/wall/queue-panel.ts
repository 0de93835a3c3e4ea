import { type Area, frame, type Profile, profiles } from "./frame.ts";

/** What stands in the place of the queues (screens 2.13). Rows: as many as fit, each at least `rowHeight` units. */
export type QueuePanelPlan =
  /** No queue is known: the live calls themselves. */
  | { readonly kind: "calls"; readonly rows: number }
  /** One row in a big box would look broken: the queue's figures, and its callers in order. */
  | { readonly kind: "single"; readonly rows: number }
  | { readonly kind: "table"; readonly size: "large" | "normal"; readonly rows: number; readonly head: boolean };

/** The highest number of queues that are shown in large type. */
const fewQueues = 6;
const lineHeight = 1.35;

/** Multiples of k (screens 2.8). */
export const rowType = { large: 0.93, normal: 0.73, far: 0.64 } as const;

/** What a queue that has the panel to itself says above its callers, units at k = 6; the style sheet draws the same. */
export const singleHead = 14.5;

export function planQueuePanel(queues: number, area: Area, profile: Profile): QueuePanelPlan {
  const { k } = profiles[profile];
  const far = profile !== "standard";
  const head = !far;
  const scale = k / profiles.standard.k;
  const room = area.height - (head ? frame.tableHead : 0);
  const rowsIn = (height: number, type: number) =>
    Math.max(1, Math.floor(height / (type * k * lineHeight) + tolerance));
  const normal = far ? rowType.far : rowType.normal;
  if (queues === 0) return { kind: "calls", rows: rowsIn(room, normal) };
  if (queues === 1)
    return { kind: "single", rows: rowsIn(area.height - singleHead * scale, far ? normal : rowType.large) };
  const large = rowsIn(room, rowType.large);
  if (!far && queues <= Math.min(fewQueues, large)) return { kind: "table", size: "large", rows: large, head };
  return { kind: "table", size: "normal", rows: rowsIn(room, normal), head };
}

/** Against a row lost to the last bit of a division. */
const tolerance = 1e-6;
