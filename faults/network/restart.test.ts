import { expect, test } from "vitest";
import { restartUnder } from "./restart.ts";

test("[F53] all screens come back to a server that was started again", async () => {
  const { broken, counts } = await restartUnder(4, 40);
  expect(broken).toEqual([]);
  expect(counts).toMatchObject({ screens: 40 });
});
