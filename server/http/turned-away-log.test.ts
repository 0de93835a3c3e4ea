import { expect, test } from "vitest";
import type { Logger } from "#server/log.ts";
import { createTurnedAwayLog } from "./turned-away-log.ts";

test("[H34] of many connections that are turned away twenty a minute are told of, and how many went untold", () => {
  const told: object[] = [];
  let now = 0;
  const log = { warn: (fields: object) => told.push(fields) } as unknown as Logger;
  const tell = createTurnedAwayLog(log, { elapsed: () => now });
  for (let connection = 0; connection < 50; connection += 1) tell("10.0.0.7", connection);
  expect(told).toEqual(Array.from({ length: 20 }, (_, requests) => ({ address: "10.0.0.7", requests })));
  now = 59_999;
  tell("10.0.0.7", 1);
  now = 60_000;
  tell("10.0.0.8", 1);
  tell("10.0.0.9", 1);
  expect(told.slice(20)).toEqual([
    { address: "10.0.0.8", requests: 1, untold: 31 },
    { address: "10.0.0.9", requests: 1 },
  ]);
});
