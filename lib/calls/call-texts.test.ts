import { expect, test } from "vitest";
import { betweenText, clockTime, fullTime, lengthText, listTime } from "./call-time.ts";
import { visibleText } from "./visible-text.ts";

test("[O91] a moment is told as shortly as it can be that day, in the board's time zone", () => {
  const now = Date.parse("2026-03-02T23:30:00.000Z");
  expect(listTime("2026-03-02T23:05:00.000Z", now, "Europe/Prague")).toBe("00:05");
  expect(listTime("2026-03-02T22:05:00.000Z", now, "Europe/Prague")).toBe("2 Mar 23:05");
  expect(listTime("2025-03-02T22:05:00.000Z", now, "Europe/Prague")).toBe("2 Mar 2025 23:05");
  expect(fullTime("2026-03-02T23:05:07.000Z", "Europe/Prague")).toBe("Tue 3 March 2026, 00:05:07");
  expect(clockTime("2026-03-02T23:05:07.000Z", "UTC")).toBe("23:05:07");
});

test("[O91] whole days are told as their dates, of 23 or 25 hours too; a part of one by its moments", () => {
  const between = (from: string, to: string) => betweenText(from, to, "Europe/Berlin");
  expect(between("2026-10-24T22:00:00.000Z", "2026-10-25T23:00:00.000Z")).toBe("Sun, 25 Oct 2026");
  expect(between("2026-03-27T23:00:00.000Z", "2026-03-29T22:00:00.000Z")).toBe("Sat, 28 Mar 2026 – Sun, 29 Mar 2026");
  expect(between("2026-10-25T08:00:00.000Z", "2026-10-25T23:00:00.000Z")).toBe(
    "Sun 25 October 2026, 09:00:00 – Mon 26 October 2026, 00:00:00",
  );
});

test.each([
  [0, "0:00"],
  [7.4, "0:07"],
  [3599, "59:59"],
  [3750, "1:02:30"],
  [90_000, "1 d 1:00:00"],
  [null, null],
  [-1, null],
  [Number.NaN, null],
])("[O91] %s seconds are %s", (seconds, text) => {
  expect(lengthText(seconds)).toBe(text);
});

test("[O92] what cannot be seen in a message is made visible, the rest stays as it came", () => {
  expect(visibleText('{"a":\t"<b>é"}\r\n')).toBe('{"a":\t"<b>é"}\r\n');
  expect(visibleText("a\u202eb\u0000c\u200bd\u2028e\u{e0041}")).toBe("a⟨U+202E⟩b⟨U+0000⟩c⟨U+200B⟩d⟨U+2028⟩e⟨U+E0041⟩");
});
