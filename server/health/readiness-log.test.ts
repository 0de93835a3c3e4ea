import { expect, test } from "vitest";
import { openOffice } from "#server/http/office-under-test.ts";
import { createLogger } from "#server/log.ts";
import { createReadinessLog } from "./readiness-log.ts";

test("[H45] each change is told once, with the parts that are not well", () => {
  const told: unknown[] = [];
  const readiness = createReadinessLog({ info: (...words: readonly unknown[]) => told.push(words) });
  const well = { journal: true, pages: null, screens: false };
  readiness.note(true, well);
  readiness.note(false, { ...well, journal: false });
  readiness.note(false, { ...well, journal: false });
  readiness.note(true, well);
  readiness.note(true, well);
  expect(told).toEqual([[{ parts: ["journal", "screens"] }, "not ready"], ["ready again"]]);
});

test("[H45] a server tells when it is ready, stopping and stopped", async () => {
  const told: string[] = [];
  const log = createLogger("silent");
  log.info = (...words: readonly unknown[]) => told.push(String(words.at(-1)));
  const office = await openOffice(null, { log });
  expect(told).toEqual(["ready"]);
  await office.stop();
  expect(told).toEqual(["ready", "stopping", "stopped"]);
});
