import { expect, test } from "vitest";
import { wholeWeek } from "#lib/board/office-hours.ts";
import { defaultSite } from "#lib/board/site-settings.ts";
import { draftOfLimits, readLimits } from "./limits-draft.ts";

const { limits } = defaultSite;
const draft = draftOfLimits(limits, null);

test("[U26] what stands is read back as it stands", () => {
  expect(readLimits(draft)).toEqual({ ok: true, limits, hours: null });
  const hours = [{ day: 1, from: "08:00", to: "12:00" }];
  expect(readLimits(draftOfLimits(limits, hours))).toEqual({ ok: true, limits, hours });
  expect(readLimits(draftOfLimits(limits, wholeWeek))).toEqual({ ok: true, limits, hours: null });
});

test("[U26] each fault is told of its own field", () => {
  const wrong = { ...draft, answerWithin: "0", shortAbandon: "601", watchAfter: "x", alarmAfter: "" };
  const range = ["answerWithin", "shortAbandon", "watchAfter", "alarmAfter"].map((field) => [field, "range"]);
  expect(readLimits(wrong)).toEqual({ ok: false, faults: new Map(range as never), week: new Map() });
  const late = readLimits({ ...draft, watchAfter: "121" });
  expect(late).toEqual({ ok: false, faults: new Map([["watchAfter", "order"]]), week: new Map() });
  expect(readLimits({ ...draft, watchAfter: "120" }).ok).toBe(true);
  const [monday = [], ...rest] = draft.week;
  const broken = readLimits({
    ...draft,
    open: "week",
    week: [[{ ...monday[0], key: 7, from: "9", to: "8" }], ...rest],
  });
  expect(broken).toEqual({ ok: false, faults: new Map(), week: new Map([[7, "order"]]) });
  expect(readLimits({ ...draft, week: [[{ key: 7, from: "9", to: "8" }], ...rest] }).ok).toBe(true);
});
