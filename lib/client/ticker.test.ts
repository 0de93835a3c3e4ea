import { describe, expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createTicker } from "./ticker.ts";

/** A ticker in virtual time whose timers fire `late` ms late. */
function tickerAt(start: number, parts: { late?: number; alsoAt?: (now: number) => number | null } = {}) {
  const { late = 0, alsoAt = () => null } = parts;
  const time = createVirtualTime(start);
  let offset = 0;
  let wake: (() => void) | null = null;
  const ticker = createTicker({
    now: () => time.now() + offset,
    alsoAt,
    after: (ms, run) => time.after(ms + late, run),
    onWake(tick) {
      wake = tick;
      return () => {
        wake = null;
      };
    },
  });
  const seen: number[] = [];
  return {
    time,
    ticker,
    seen,
    listen: () => ticker.subscribe(() => seen.push(ticker.now())),
    wake: () => wake?.(),
    awake: () => wake !== null,
    setOffset(to: number) {
      offset = to;
    },
  };
}

describe("the shared clock", () => {
  test("[P11] ticks at the server's whole seconds", () => {
    const { time, seen, listen } = tickerAt(400);
    listen();
    time.pass(3000);
    expect(seen).toEqual([1000, 2000, 3000]);
  });

  test("[P11] a timer that fires a little late shows its second all the same, and does not drift", () => {
    const { time, seen, listen } = tickerAt(400, { late: 90 });
    listen();
    time.pass(3000);
    expect(seen).toEqual([1000, 2000, 3000]);
  });

  test("[P11] a timer that fires far too late shows the time it is", () => {
    const { time, seen, listen } = tickerAt(400, { late: 700 });
    listen();
    time.pass(3000);
    expect(seen).toEqual([1700, 2700]);
  });

  test("[P11] has one timer however many listen, and none when nobody does", () => {
    const { time, ticker, awake } = tickerAt(0);
    expect([time.waiting(), awake()]).toEqual([0, false]);
    const stops = Array.from({ length: 200 }, () => ticker.subscribe(() => {}));
    time.pass(2500);
    expect([time.waiting(), awake()]).toEqual([1, true]);
    for (const stop of stops) stop();
    for (const stop of stops) stop();
    expect([time.waiting(), awake()]).toEqual([0, false]);
  });

  test("[P11] goes on for the others when one no longer listens", () => {
    const { time, ticker, seen, listen } = tickerAt(0);
    const stop = ticker.subscribe(() => {});
    listen();
    stop();
    time.pass(2000);
    expect(seen).toEqual([1000, 2000]);
  });

  test("[P11] everybody who reads between two ticks reads the same", () => {
    const { time, ticker, listen } = tickerAt(400);
    listen();
    time.pass(700);
    const read = ticker.now();
    time.pass(800);
    expect([read, ticker.now()]).toEqual([1000, 1000]);
  });

  test("[P11] after sleep, or when the server's time turns out to be another, it ticks at once", () => {
    const { time, seen, listen, wake, setOffset } = tickerAt(400);
    listen();
    setOffset(60_300);
    wake();
    time.pass(2000);
    expect(seen).toEqual([60_700, 61_000, 62_000]);
  });

  test("[P11] shows no stale second to the first who comes after a pause", () => {
    const { time, ticker } = tickerAt(400);
    ticker.subscribe(() => {})();
    time.pass(60_000);
    expect(ticker.now()).toBe(60_400);
  });

  test("[P5] ticks also when the freshness changes, between two seconds", () => {
    const { time, seen, listen } = tickerAt(400, { alsoAt: (now) => (now < 2345 ? 2345 : null) });
    listen();
    time.pass(3000);
    expect(seen).toEqual([1000, 2000, 2345, 3000]);
  });
});
