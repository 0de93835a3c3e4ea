import { describe, expect, test } from "vitest";
import { deafProgram, stopFault, stopUnder } from "./stop.ts";

/** ms. Whole programs are started, on machines that do other things besides. */
const LONG = 240_000;

describe.each([
  { waits: false, where: "without" },
  { waits: true, where: "with" },
])("$where a delay for a load balancer", ({ waits, where }) => {
  test(
    `[F6] stopped under load, ${where} a delay, it is not ready, drains, flushes, closes, and loses nothing`,
    async () => {
      const { broken, counts } = await stopUnder(5, { waits });
      expect(broken).toEqual([]);
      expect(counts["acknowledged"]).toBeGreaterThan(0);
    },
    LONG,
  );

  test(
    `[F6] control, ${where} a delay: a server that says for a second more that it is ready is found out`,
    async () => {
      const { broken } = await stopUnder(5, { waits, program: deafProgram });
      expect(broken).toContainEqual(expect.stringMatching(stopFault.control?.finds ?? /never/));
    },
    LONG,
  );
});
