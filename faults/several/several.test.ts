import { expect, test } from "vitest";
import { harms } from "./harm.ts";
import { harmSeveral } from "./several.ts";

test("[J44] servers and a database that are killed, cut off and restarted under load lose nothing, and show one board", async () => {
  const { broken, counts } = await harmSeveral(1, { harms, count: 3 });
  expect(broken).toEqual([]);
  expect(counts["acknowledged"]).toBeGreaterThan(100);
});
