import { expect, test } from "vitest";
import { watchOthers } from "./others.ts";

test("[Q2] how busy others are is the median of all looks, and nothing where nobody looked", async () => {
  const shares = [0.9, 0.1, 0.2];
  const others = watchOthers(async () => shares.pop() ?? 0);
  expect(others.share()).toBeNull();
  await others.look();
  await others.look();
  await others.look();
  expect(others.share()).toBe(0.2);
});

test("[Q2] the machine's own word is a share", async () => {
  const others = watchOthers();
  await others.look();
  expect(others.share()).toBeGreaterThanOrEqual(0);
  expect(others.share()).toBeLessThanOrEqual(1);
});
