import fc from "fast-check";
import { expect, test } from "vitest";
import { archivedCall, pastOf, readingMap } from "#lib/testing/past-calls.ts";
import { randomHistory } from "#lib/testing/random-history.ts";
import { defaultSettings } from "./board-settings.ts";
import { agentsOf, numbersMet, readArchived } from "./read-archived.ts";
import { recordOf } from "./read-facts.ts";

test("[K1] a call that the board has let go of is read as the board read it, figures and all, and tells where it was", () => {
  fc.assert(
    fc.property(randomHistory, (steps) => {
      const { forgotten, end } = pastOf(steps, defaultSettings);
      const last = forgotten.filter((entry) => end.forgotten.includes(entry));
      for (const one of last) {
        const past = readArchived(archivedCall(one), readingMap(end), defaultSettings);
        expect(past?.record ?? null).toEqual(recordOf(one));
        expect(past?.tallies ?? []).toEqual(one.shares.tallies);
        if (past === null) continue;
        const met = numbersMet(one);
        for (const queue of past.record.queues) expect(met).toContain(queue);
        for (const { agent } of past.record.legs) expect(agentsOf(past)).toContain(agent);
      }
    }),
    { numRuns: 400 },
  );
});
