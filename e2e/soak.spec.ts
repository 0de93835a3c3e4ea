import { expect, test } from "@playwright/test";
import { type Judged, judgeDawns } from "../soak/judge.ts";
import type { DayPlan } from "../soak/live-day.ts";
import { reportText } from "../soak/report-text.ts";
import { runSoak } from "../soak/run-soak.ts";

/** Days of a minute and a half; the first is for a deploy and a reload in the night, and from one on something is kept for ever. */
const days = 7;
const leakyDays = 4;

function* dayPlans(): Generator<Omit<DayPlan, "rate">> {
  yield { minutes: 1.5, incidents: [{ at: 0.2, is: "deploy" }], renews: true };
  for (let day = 1; day < days + leakyDays; day += 1) {
    yield {
      minutes: 1.5,
      incidents: [
        { at: 0.3, is: "cut" },
        { at: 0.6, is: "gap" },
      ],
      renews: false,
    };
  }
}

/** The weights alone: how long anything takes is the machine's affair as well. */
const weights = ["page heap", "server memory", "DOM nodes", "event listeners"];
const growing = (judged: readonly Judged[]) =>
  judged.filter(({ name, growth }) => weights.includes(name) && growth === "grows").map(({ name }) => name);

/** Six days of a minute and a half cannot tell 1 MB an hour from none: they can tell what is half of what is planted. */
const unexplainedRise = 1.5;
const unexplained = (judged: readonly Judged[]) =>
  judged
    .filter(
      ({ name, growth, rise }) =>
        weights.includes(name) && growth !== "flat" && (rise ?? Number.POSITIVE_INFINITY) > unexplainedRise,
    )
    .map(({ name }) => name);

test("[T42] over days of many calls, cuts, gaps, a deploy and a night nothing grows in the wall or the server; what is planted to grow does", async () => {
  test.setTimeout(240_000);
  const report = await runSoak({
    times: 20,
    rate: 60,
    days: dayPlans(),
    settling: 1,
    lean: true,
    leak: { in: ["page", "server"], from: days },
    onDawn: () => undefined,
  });
  const { dawns, perHour, errors } = report;
  expect(errors).toEqual([]);
  const clean = judgeDawns(dawns.slice(0, days), perHour, 1);
  expect(growing(clean), reportText({ ...report, judged: clean })).toEqual([]);
  expect(unexplained(clean), reportText({ ...report, judged: clean })).toEqual([]);
  // A page that has long begun has nothing to settle.
  const leaky = judgeDawns(dawns.slice(days - 1), perHour, 0);
  expect(growing(leaky), reportText({ ...report, judged: leaky })).toEqual(expect.arrayContaining(weights));
  expect(unexplained(leaky), reportText({ ...report, judged: leaky })).toEqual(expect.arrayContaining(weights));
});
