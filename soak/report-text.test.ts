import { expect, test } from "vitest";
import { judgeDawns } from "./judge.ts";
import type { Dawn } from "./live-day.ts";
import { reportText } from "./report-text.ts";

const dawn: Dawn = {
  accepted: 1,
  page: { heap: 5e6, nodes: 280, listeners: 330 },
  server: { held: 7e7, code: 4e6, resident: 2e8 },
  load: 1,
  start: 2,
  work: [{ tasks: { cpu: 500, mostCpu: 20, longest: { took: 20, cpu: 20 } }, messages: 100, frames: 17 }],
};

test("[T43] where the days were too few, the report says so in words, and one is no plural", () => {
  const judged = judgeDawns([dawn], 1_000, 6);
  const longTasks = { busy: [], keptWaiting: [] };
  const text = reportText({ judged, longTasks, errors: [], dawns: [dawn], perHour: 1_000, hours: 0.001 });
  expect(text).toMatch(/^1 day, 1 delivery: .*loaded 1 time, the server begun 2 times\./);
  expect(text).toMatch(/^page heap, MB +1 +too few days to tell$/m);
  expect(text).not.toContain("NaN");
});
