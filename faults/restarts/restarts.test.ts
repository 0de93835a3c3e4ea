import { expect, test } from "vitest";
import { restartAfterEach } from "./restarts.ts";

/** ms. Whole servers are started, on machines that do other things besides. */
const LONG = 240_000;

test(
  "[F9] a restart after each entry, over a midnight, changes nothing that can be asked for",
  async () => {
    const { broken } = await restartAfterEach(1, 14);
    expect(broken).toEqual([]);
  },
  LONG,
);
