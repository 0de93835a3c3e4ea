import { useState } from "react";
import { useWaitLimit } from "#components/board/use-wait-limit.ts";
import type { QueueStatus } from "#lib/board/board.ts";
import { type QueueOrder, settleQueues } from "#lib/wall/queue-order.ts";

/** The order of the last rendering is the one to move away from, so it is kept with the component. */
export function useSettledOrder(queues: readonly QueueStatus[], now: number | null): QueueOrder {
  const limit = useWaitLimit();
  const [order, setOrder] = useState(() => settleQueues(null, queues, now, limit));
  const settled = settleQueues(order, queues, now, limit);
  if (settled !== order) setOrder(settled);
  return settled;
}
