import { expect, test } from "vitest";
import { elapsedSeconds } from "./elapsed.ts";

const now = Date.parse("2026-03-02T09:00:00.000Z");
const ago = (seconds: number) => new Date(now - seconds * 1000).toISOString();

test.each([
  ["just now", ago(0), 0],
  ["not quite two seconds ago", ago(1.999), 1],
  ["a day ago", ago(86_400), 86_400],
  ["more than a day ago", ago(86_401), null],
  ["since the last tick", ago(-0.9), 0],
  ["ahead of the server's clock by what clocks differ", ago(-2), 0],
  ["ahead by more", ago(-2.1), null],
  ["never", null, null],
  ["at no time", "yesterday", null],
])("[P11] a timer for what began %s", (_, instant, seconds) => {
  expect(elapsedSeconds(instant, now)).toBe(seconds);
});
