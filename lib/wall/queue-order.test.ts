import fc from "fast-check";
import { expect, test } from "vitest";
import type { QueueStatus } from "#lib/board/board.ts";
import { severityRank } from "#lib/display/severity.ts";
import { noon, queueStatus, waitingQueue } from "#lib/testing/board-records.ts";
import { rollUpQueues, settleQueues, severityOfQueue } from "./queue-order.ts";

const now = Date.parse(noon);

test("[W9] severity first, then the longest wait, then the order by number", () => {
  const queues = [
    waitingQueue("800"),
    waitingQueue("801", 14),
    waitingQueue("802", 72, 5),
    waitingQueue("803"),
    waitingQueue("804", 277),
    waitingQueue("805", 20, 15),
  ];
  expect(settleQueues(null, queues, now).queues).toEqual(["804", "802", "805", "801", "800", "803"]);
});

test("[W9] a queue in which nobody waits is calm, whatever it last knew", () => {
  expect(severityOfQueue(queueStatus({ waiting: 0, longestWaitSince: "2020-01-01T00:00:00.000Z" }), now)).toBe(
    "normal",
  );
});

test("[W9] rows move at most every 5 s", () => {
  const calm = [waitingQueue("800"), waitingQueue("801")];
  const busy = [waitingQueue("800"), waitingQueue("801", 300)];
  const first = settleQueues(null, calm, now);
  expect(settleQueues(first, busy, now + 4999)).toBe(first);
  const moved = settleQueues(first, busy, now + 5000);
  expect(moved).toEqual({ queues: ["801", "800"], sortedAt: now + 5000 });
  expect(settleQueues(moved, calm, now + 9999)).toBe(moved);
  expect(settleQueues(moved, calm, now + 10_000).queues).toEqual(["800", "801"]);
});

test("[W9] a queue that came or went is shown at once", () => {
  const first = settleQueues(null, [waitingQueue("800")], now);
  expect(settleQueues(first, [waitingQueue("800"), waitingQueue("801", 10)], now + 1).queues).toEqual(["801", "800"]);
  expect(settleQueues(first, [], now + 1).queues).toEqual([]);
  expect(settleQueues(first, [waitingQueue("809")], now + 1).queues).toEqual(["809"]);
});

test("[W9] nothing moves while the time is not known", () => {
  const first = settleQueues(null, [waitingQueue("800"), waitingQueue("801")], now);
  expect(settleQueues(first, [waitingQueue("800"), waitingQueue("801", 300)], null)).toBe(first);
});

const arbitraryQueues: fc.Arbitrary<QueueStatus[]> = fc
  .array(fc.array(fc.integer({ min: 0, max: 4000 }), { maxLength: 3 }), { maxLength: 40 })
  .map((waits) => waits.map((seconds, place) => waitingQueue(String(800 + place), ...seconds)));

test("[W9] queues where nobody waits keep their order; whoever waits stands above them", () => {
  fc.assert(
    fc.property(arbitraryQueues, (queues) => {
      const { queues: order } = settleQueues(null, queues, now);
      const calm = queues.filter((queue) => queue.waiting === 0).map((queue) => queue.queue);
      expect(order.slice(order.length - calm.length)).toEqual(calm);
    }),
  );
});

test("[W9] an order that holds is the same object, however often one looks", () => {
  fc.assert(
    fc.property(arbitraryQueues, fc.integer({ min: 0, max: 60_000 }), (queues, later) => {
      const settled = settleQueues(null, queues, now);
      const again = settleQueues(settled, queues, now + later);
      expect(settleQueues(again, queues, now + later)).toBe(again);
    }),
  );
});

test("[W10] every queue is in a row or in the last line, and the worst are in rows", () => {
  fc.assert(
    fc.property(arbitraryQueues, fc.integer({ min: 1, max: 12 }), (queues, capacity) => {
      const { rows, rest } = rollUpQueues(settleQueues(null, queues, now), queues, capacity);
      expect(rows.length + (rest === null ? 0 : 1)).toBeLessThanOrEqual(capacity);
      expect(rows.length + (rest?.queues ?? 0)).toBe(queues.length);
      const inRows = rows.reduce((sum, queue) => sum + queue.waiting, 0);
      expect(inRows + (rest?.waiting ?? 0)).toBe(queues.reduce((sum, queue) => sum + queue.waiting, 0));
      const hidden = queues.filter((queue) => !rows.includes(queue));
      const worst = Math.max(0, ...hidden.map((queue) => severityRank(severityOfQueue(queue, now))));
      for (const row of rows) expect(severityRank(severityOfQueue(row, now))).toBeGreaterThanOrEqual(worst);
    }),
  );
});

test("[W10] the last line carries the longest wait of those it stands for", () => {
  const queues = [waitingQueue("800", 300), waitingQueue("801", 20), waitingQueue("802", 48, 3), waitingQueue("803")];
  const { rows, rest } = rollUpQueues(settleQueues(null, queues, now), queues, 2);
  expect(rows.map((queue) => queue.queue)).toEqual(["800"]);
  expect(rest).toEqual({ queues: 3, waiting: 3, longestWaitSince: waitingQueue("", 48).longestWaitSince });
  const calm = [waitingQueue("800"), waitingQueue("801"), waitingQueue("802")];
  expect(rollUpQueues(settleQueues(null, calm, now), calm, 2).rest).toEqual({
    queues: 2,
    waiting: 0,
    longestWaitSince: null,
  });
});
