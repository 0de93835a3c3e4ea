import { expect, test } from "vitest";
import { latencyBounds } from "#lib/screens/screen-latency.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createLatencyMeter } from "./latency-meter.ts";

/** A page whose clock is `ahead` ms behind the server's, whose way there and back takes so long, and whose frames the test paints. */
function createPage(parts: { ahead?: number; there?: number; back?: number } = {}) {
  const time = createVirtualTime(1000);
  const server = { ahead: parts.ahead ?? 0, answers: true };
  const { there = 1, back = 1 } = parts;
  const frames: (() => void)[] = [];
  let asked = 0;
  const meter = createLatencyMeter({ now: time.now, after: time.after, afterPaint: (run) => void frames.push(run) });
  const serverNow = () => Math.floor(time.now() + server.ahead);
  return {
    time,
    meter,
    server,
    serverNow,
    asked: () => asked,
    open: () =>
      meter.openLine((answer) => {
        asked += 1;
        time.after(there, () => {
          const told = serverNow();
          if (server.answers) time.after(back, () => answer(told));
        });
      }),
    paint() {
      for (const frame of frames.splice(0)) frame();
    },
    /** A delivery is received now, here after so long, and painted after so long again. */
    deliver(underWay: number, unpainted: number) {
      const since = serverNow();
      time.pass(underWay);
      meter.taken(since);
      time.pass(unpainted);
      this.paint();
    },
  };
}

test.each([{ ahead: 0 }, { ahead: 7_200_000 }, { ahead: -7_200_123 }])(
  "[W68] a clock that is $ahead ms away measures what a right one does",
  ({ ahead }) => {
    const { meter, open, time, deliver, ...page } = createPage({ ahead, there: 3, back: 3 });
    open();
    time.pass(100);
    deliver.call({ ...page, meter, time }, 4, 16);
    const figures = meter.figures();
    expect(Math.abs((figures?.p50 ?? 0) - 20)).toBeLessThanOrEqual(figures?.uncertainty ?? 0);
    expect(figures?.uncertainty).toBeCloseTo(4, 1);
  },
);

test("[W68] it ends when the frame is painted, once for each message that the frame shows", () => {
  const page = createPage();
  const line = page.open();
  page.time.pass(100);
  const since = page.serverNow();
  page.meter.taken(since);
  page.time.pass(6);
  page.meter.taken(since + 4);
  expect(page.meter.figures()).toBeNull();
  page.time.pass(10);
  page.paint();
  expect(page.meter.figures()).toMatchObject({ samples: 2, p50: 12, p95: 16 });
  expect(line.counts().counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  page.paint();
  expect(page.meter.figures()?.samples).toBe(2);
});

test("[W68] nothing is measured until the server's clock is known, nor while it is known too badly", () => {
  const unanswered = createPage();
  unanswered.server.answers = false;
  unanswered.open();
  unanswered.time.pass(100);
  unanswered.deliver(5, 10);
  expect(unanswered.meter.figures()).toBeNull();
  expect(unanswered.meter.certainty()).toBeNull();

  const slow = createPage({ there: 10, back: 300 });
  slow.open();
  slow.time.pass(1000);
  slow.deliver(5, 10);
  expect(slow.meter.figures()).toBeNull();
  expect(slow.meter.certainty()).toBeCloseTo(155.5, 0);
});

test("[W68] what shows after the page was hidden was not late", () => {
  const page = createPage();
  page.open();
  page.time.pass(100);
  page.meter.taken(page.serverNow());
  page.meter.hidden();
  page.time.pass(30_000);
  page.deliver(5, 10);
  expect(page.meter.figures()).toMatchObject({ samples: 1, p95: 15 });
});

test("[W68] a clock that was put right is asked for anew, and nothing counts until then", () => {
  const page = createPage();
  const line = page.open();
  page.time.pass(2000);
  page.server.ahead += 3_600_000;
  page.deliver(5, 10);
  page.server.ahead -= 7_200_000;
  page.deliver(5, 10);
  expect(page.meter.figures()).toBeNull();
  expect(page.meter.certainty()).toBeNull();
  page.time.pass(20_000);
  page.deliver(5, 10);
  expect(page.meter.figures()).toMatchObject({ samples: 1, p50: 15 });
  expect(line.counts().sum).toBe(15);
});

test("[W68] a line that opens counts from nought, and by its own server's clock", () => {
  const page = createPage();
  const first = page.open();
  page.time.pass(2000);
  page.deliver(5, 10);
  expect(first.counts().sum).toBe(15);
  first.close();
  page.server.ahead = -5000;
  const second = page.open();
  expect(second.counts()).toEqual({ counts: [...latencyBounds, 0].map(() => 0), sum: 0 });
  page.time.pass(100);
  page.deliver(20, 10);
  expect(second.counts().sum).toBe(30);
  expect(page.meter.figures()).toMatchObject({ samples: 2, p95: 30 });
});

test("[P15] the clock is asked for four times soon, then every twenty seconds, and no more once the line is closed", () => {
  const page = createPage();
  const line = page.open();
  page.time.pass(1999);
  expect(page.asked()).toBe(4);
  page.time.pass(60_000);
  expect(page.asked()).toBe(7);
  line.close();
  page.time.pass(600_000);
  expect(page.asked()).toBe(7);
  expect(page.time.waiting()).toBe(0);
});
