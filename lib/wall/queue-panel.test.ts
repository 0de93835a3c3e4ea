import { expect, test } from "vitest";
import { frameOf, type Profile } from "./frame.ts";
import { planQueuePanel } from "./queue-panel.ts";

function plan(queues: number, width = 1920, height = 1080, profile: Profile = "standard") {
  return planQueuePanel(queues, frameOf({ width, height }, profile).queues, profile);
}

test("[W11] no queue: the live calls; one: its callers; more: a table", () => {
  expect(plan(0)).toEqual({ kind: "calls", rows: 8 });
  expect(plan(1)).toEqual({ kind: "single", rows: 5 });
  expect(plan(2)).toEqual({ kind: "table", size: "large", rows: 6, head: true });
  expect(plan(6)).toEqual({ kind: "table", size: "large", rows: 6, head: true });
  expect(plan(7)).toEqual({ kind: "table", size: "normal", rows: 8, head: true });
  expect(plan(30)).toEqual({ kind: "table", size: "normal", rows: 8, head: true });
});

test("[W11] a higher picture has room for more rows, not for larger type", () => {
  expect(plan(30, 1024, 768)).toEqual({ kind: "table", size: "normal", rows: 13, head: true });
  expect(plan(7, 1024, 768)).toEqual(plan(30, 1024, 768));
  expect(plan(30, 3840, 2160)).toEqual(plan(30));
  expect(plan(30, 2560, 1080)).toEqual(plan(30));
});

test("[W11] from far there are five rows, without heads", () => {
  expect(plan(8, 1920, 1080, "far")).toEqual({ kind: "table", size: "normal", rows: 5, head: false });
});

test("[W11] however little room there is, there is one row", () => {
  for (const queues of [0, 1, 2, 30]) {
    expect(planQueuePanel(queues, { width: 10, height: 1 }, "standard").rows).toBe(1);
  }
});
