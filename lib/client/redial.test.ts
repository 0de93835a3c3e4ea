import { expect, test } from "vitest";
import { redialDelay } from "./redial.ts";

test("[P2] attempts come apart by 250 ms at first and never by two seconds, and no two screens need agree", () => {
  expect([0, 1, 2, 3, 4, 100_000].map((attempt) => redialDelay(attempt, 0))).toEqual([
    250, 500, 1000, 1800, 1800, 1800,
  ]);
  expect([0, 1, 2, 3, 4, 100_000].map((attempt) => redialDelay(attempt, 1))).toEqual([125, 250, 500, 900, 900, 900]);
});
