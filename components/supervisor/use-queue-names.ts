import { useCallback, useMemo } from "react";
import { useBoardLink } from "#lib/client/board-link.ts";

/** What a queue is called: its name, or its number. */
export function useQueueNames(): (queue: string) => string {
  const queues = useBoardLink((link) => link.board?.queues ?? null);
  const names = useMemo(() => new Map((queues ?? []).map(({ queue, name }) => [queue, name])), [queues]);
  return useCallback((queue) => names.get(queue) ?? queue, [names]);
}
