import fc from "fast-check";
import { expect, test } from "vitest";
import type { OfficeHours } from "#lib/board/office-hours.ts";
import {
  addStretch,
  changeStretch,
  copyToAll,
  draftOfHours,
  readTime,
  readWeek,
  removeStretch,
} from "./hours-draft.ts";
import { hoursText as textOf } from "./hours-text.ts";

const hoursText = (hours: OfficeHours, days: readonly string[]) => textOf(hours, days).replaceAll("\u2060", "");

const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const time = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

/** Up to three stretches a day that do not overlap, in order. */
const week: fc.Arbitrary<OfficeHours> = fc
  .array(fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { maxLength: 6 }), { minLength: 7, maxLength: 7 })
  .map((days) =>
    days.flatMap((edges, index) => {
      const sorted = [...edges].sort((a, b) => a - b);
      return Array.from({ length: Math.floor(sorted.length / 2) }, (_none, nth) => ({
        day: index + 1,
        from: time(sorted[2 * nth] ?? 0),
        to: time(sorted[2 * nth + 1] ?? 0),
      }));
    }),
  );

test("[D45] office hours that are opened and saved unchanged are the same", () => {
  fc.assert(
    fc.property(week, (hours) => {
      expect(readWeek(draftOfHours(hours))).toEqual({ ok: true, hours });
    }),
  );
});

test("[D45] every key in a week is another, whatever is added, removed and copied", () => {
  const step = fc.record({ what: fc.constantFrom("add", "remove", "copy"), at: fc.nat(40) });
  fc.assert(
    fc.property(week, fc.array(step, { maxLength: 20 }), (hours, steps) => {
      let draft = draftOfHours(hours);
      for (const { what, at } of steps) {
        if (what === "add") draft = addStretch(draft, at % 7, "08:00", "");
        else if (what === "remove") draft = removeStretch(draft, at);
        else draft = copyToAll(draft, at % 7);
      }
      const keys = draft.flat().map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
  );
});

test("[D45] a day is copied to all", () => {
  const draft = copyToAll(draftOfHours([{ day: 3, from: "09:00", to: "12:00" }]), 2);
  const read = readWeek(draft);
  expect(read.ok && read.hours.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test("[D45] what is no time, ends before it begins or overlaps is marked, and nothing else", () => {
  const hours = [
    { day: 1, from: "08:00", to: "12:00" },
    { day: 1, from: "13:00", to: "17:00" },
  ];
  const faultsWith = (key: number, part: { from?: string; to?: string }) => {
    const read = readWeek(changeStretch(draftOfHours(hours), key, part));
    return read.ok ? [] : [...read.faults];
  };
  expect(faultsWith(0, {})).toEqual([]);
  expect(faultsWith(0, { to: "13:00" })).toEqual([]);
  expect(faultsWith(0, { to: "noon" })).toEqual([[0, "time"]]);
  expect(faultsWith(0, { to: "07:59" })).toEqual([[0, "order"]]);
  expect(faultsWith(1, { from: "11:59" })).toEqual([
    [0, "overlap"],
    [1, "overlap"],
  ]);
  expect(faultsWith(1, { to: "24:00" })).toEqual([]);
  expect(faultsWith(1, { from: "24:00", to: "24:00" })).toEqual([[1, "time"]]);
});

test("[D45] times are taken as people write them", () => {
  const said = ["8", "8:30", "08.30", "0830", " 17h30 ", "24:00", "24"];
  expect(said.map(readTime)).toEqual(["08:00", "08:30", "08:30", "08:30", "17:30", "24:00", "24:00"]);
  expect(["", "25", "24:01", "8:60", "8:3", "-1", "8:30 am", "<b>"].map(readTime)).toEqual(new Array(8).fill(null));
});

test("[D46] hours are said in a line: neighbouring days that are alike stand together", () => {
  const day = (number: number, from = "08:00", to = "17:00") => ({ day: number, from, to });
  expect(
    hoursText(
      [1, 2, 3, 4, 5].map((number) => day(number)),
      names,
    ),
  ).toBe("Mon–Fri 08:00–17:00");
  expect(hoursText([day(1), day(3), day(6, "09:00", "12:00")], names)).toBe(
    "Mon 08:00–17:00, Wed 08:00–17:00, Sat 09:00–12:00",
  );
  expect(hoursText([day(7, "13:00", "24:00"), day(7, "08:00", "12:00")], names)).toBe("Sun 08:00–12:00 + 13:00–24:00");
  expect(hoursText([], names)).toBe("");
});
