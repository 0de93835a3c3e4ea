import type { AgentStatus, QueueStatus } from "./board.ts";
import type { BoardChanges } from "./board-changes.ts";
import type { BoardState } from "./board-state.ts";
import { differences, type OrderedMap } from "./ordered-map.ts";

/** What turns `before` into `after`, record by record. Costs what changed, not what there is. */
export function compareBoards(before: BoardState, after: BoardState): BoardChanges {
  const calls = changes(before.live, after.live, idOf);
  const queues = changes(before.queues, after.queues, queueOf);
  const agents = changes(before.agents, after.agents, extensionOf);
  const missed = changes(before.missed, after.missed, idOf);
  return {
    put: {
      calls: calls.put,
      queues: queues.put,
      agents: agents.put,
      missed: missed.put,
      today: before.totals === after.totals ? null : after.totals,
    },
    gone: { calls: calls.gone, queues: queues.gone, agents: agents.gone, missed: missed.gone },
  };
}

const idOf = ({ id }: { readonly id: string }): string => id;
const queueOf = ({ queue }: QueueStatus): string => queue;
const extensionOf = ({ extension }: AgentStatus): string => extension;
const none: readonly string[] = [];

/** A record that only moved to another place in the order did not go. */
function changes<V>(
  before: OrderedMap<V>,
  after: OrderedMap<V>,
  keyOf: (value: V) => string,
): { readonly put: readonly V[]; readonly gone: readonly string[] } {
  const { put, gone } = differences(before, after);
  if (gone.length === 0) return { put, gone: none };
  const kept = new Set(put.map(keyOf));
  return { put, gone: gone.map(keyOf).filter((key) => !kept.has(key)) };
}
