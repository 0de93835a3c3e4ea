import { describe, expect, test } from "vitest";
import { latenciesOf } from "./latencies.ts";

describe("latency of an event to a screen", () => {
  test("[Q6] it ends with the first message that leads up to the event or further", () => {
    const sent = [
      { rev: 1, at: 0 },
      { rev: 2, at: 10 },
      { rev: 3, at: 12 },
      { rev: 4, at: 40 },
    ];
    const arrivals = [
      { rev: 1, at: 1 },
      { rev: 3, at: 17 },
      { rev: 4, at: 42 },
    ];
    expect(latenciesOf(sent, arrivals)).toEqual([1, 7, 5, 2]);
  });

  test("[Q6] answers may come in another order than events were journalled", () => {
    const sent = [
      { rev: 8, at: 5 },
      { rev: 7, at: 6 },
    ];
    const arrivals = [
      { rev: 7, at: 9 },
      { rev: 8, at: 10 },
    ];
    expect(latenciesOf(sent, arrivals)).toEqual([3, 5]);
  });

  test("[Q6] an event that never arrives is an error, not a fast one", () => {
    expect(() => latenciesOf([{ rev: 2, at: 0 }], [{ rev: 1, at: 1 }])).toThrow("never sent event 2");
    expect(() => latenciesOf([{ rev: 1, at: 0 }], [])).toThrow("never sent event 1");
  });
});
