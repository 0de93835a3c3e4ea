import { expect, test } from "vitest";
import { slowScreenFault } from "./slow-screen.ts";

test("[F52] a screen whose line is too narrow is cut off and comes back by itself, and the others miss nothing", async () => {
  const { broken, counts } = await slowScreenFault.once(2);
  expect(broken).toEqual([]);
  expect(counts).toMatchObject({ "cut off": 1 });
  expect(counts["lines it lost"]).toBeGreaterThan(0);
});
