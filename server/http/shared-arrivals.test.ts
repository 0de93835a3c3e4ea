import { expect, test } from "vitest";
import type { Arrival } from "#lib/protocol/api/connection-answers.ts";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import type { Bus } from "#server/postgres/bus.ts";
import { createArrivals, type SeenArrival } from "./arrivals.ts";
import { shareArrivals } from "./shared-arrivals.ts";

const seen = (change: Partial<SeenArrival> = {}): SeenArrival => ({
  method: "POST",
  path: "/api/webhook/…",
  address: "10.0.0.1",
  key: "current",
  flaw: null,
  verdict: "taken",
  status: 200,
  reason: null,
  events: [],
  size: 1,
  start: "",
  ...change,
});
const wrong = seen({ key: "wrong", flaw: "unknown", verdict: "wrong-key", status: 401 });

/** A line on which everybody hears everybody else. */
function createLine() {
  const ends = new Set<(content: string | null) => void>();
  const said: string[] = [];
  const join = (): Bus => {
    let own: ((content: string | null) => void) | null = null;
    return {
      tell(_topic, content) {
        said.push(content);
        for (const end of ends) if (end !== own) end(content);
      },
      hear(_topic, listener) {
        own = listener;
        ends.add(listener);
        return () => ends.delete(listener);
      },
    };
  };
  return {
    said,
    join,
    sayAll(content: string | null) {
      for (const end of ends) end(content);
    },
  };
}

function createOffice() {
  const time = createVirtualTime(0);
  const line = createLine();
  const start = () => {
    const arrivals = createArrivals(time);
    const told: Arrival[] = [];
    arrivals.subscribe((arrival) => told.push(arrival));
    return { arrivals, told, stop: shareArrivals(arrivals, line.join(), time.after) };
  };
  return { time, line, start };
}

test("[Y17] what arrives at one server is told at the others at once, and of a flood at most twenty a second, the newest", () => {
  const { time, line, start } = createOffice();
  const [one, other, third] = [start(), start(), start()];
  one.arrivals.note(seen({ start: "first" }));
  expect(other.arrivals.latest()).toMatchObject([{ id: 1, start: "first", at: "1970-01-01T00:00:00.000Z" }]);
  for (let n = 0; n < 500; n += 1) one.arrivals.note(seen({ start: `n${n}` }));
  expect(other.told).toHaveLength(1);
  time.pass(1_000);
  expect(other.told.slice(1).map(({ start: text }) => text)).toEqual(
    Array.from({ length: 20 }, (_, n) => `n${480 + n}`),
  );
  time.pass(60_000);
  expect(third.told).toHaveLength(21);
  expect(line.said.length).toBeLessThan(5);
  one.stop();
  one.arrivals.note(seen());
  expect(other.told).toHaveLength(21);
});

test("[Y17] one line that counts stays one line at the others, and does not run together with another server's", () => {
  const { time, start } = createOffice();
  const [one, other] = [start(), start()];
  for (let n = 0; n < 9; n += 1) {
    one.arrivals.note(wrong);
    other.arrivals.note(wrong);
    time.pass(100);
  }
  time.pass(2_000);
  expect(one.arrivals.latest().map(({ more }) => more)).toEqual([8, 8]);
  expect(other.arrivals.latest().map(({ more }) => more)).toEqual([8, 8]);
  expect(new Set(other.arrivals.latest().map(({ id }) => id)).size).toBe(2);
});

test("[Y17] other servers' arrivals are bounded too, and push nothing out that came with a key", () => {
  const arrivals = createArrivals({ now: () => 0 });
  const arrival = { ...wrong, at: "1970-01-01T00:00:00.000Z", more: 0 };
  arrivals.note(seen({ start: "own" }));
  for (let id = 0; id < 1_000; id += 1) arrivals.take(`s${id % 3}`, { ...arrival, id });
  const kept = arrivals.latest();
  expect(kept).toHaveLength(201);
  expect(kept.filter(({ start }) => start === "own")).toHaveLength(1);
});

test("[Y17] what is told fits a message, however odd it is; what is no arrival is passed over", () => {
  const { time, line, start } = createOffice();
  const [one, other] = [start(), start()];
  for (let n = 0; n < 19; n += 1) one.arrivals.note(seen({ start: "\u0001😀".repeat(80), reason: "r".repeat(300) }));
  one.arrivals.note(seen({ reason: "€".repeat(9_000) }));
  time.pass(1_000);
  expect(other.told).toHaveLength(20);
  expect(other.told.at(-1)).toMatchObject({ reason: null, size: 1 });
  for (const content of line.said) expect(Buffer.byteLength(content)).toBeLessThanOrEqual(7_000);
  for (const content of [null, "", "{", "{}", '{"server":"x","arrivals":[{"id":"1"}]}']) line.sayAll(content);
  expect(other.told).toHaveLength(20);
});
