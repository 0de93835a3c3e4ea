import { expect, test } from "vitest";
import { orbitAt } from "./orbit.ts";

const minute = 60_000;

test("[W23] the picture moves every three minutes, a step at a time, through nine places", () => {
  expect(orbitAt(0)).toEqual(orbitAt(3 * minute - 1));
  const turn = Array.from({ length: 10 }, (_, step) => orbitAt(step * 3 * minute));
  expect(new Set(turn.map((place) => `${place.x} ${place.y}`)).size).toBe(9);
  expect(turn[9]).toEqual(turn[0]);
  for (const place of turn) expect(Math.max(Math.abs(place.x), Math.abs(place.y))).toBeLessThanOrEqual(0.6);
});
