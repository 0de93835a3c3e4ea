import { expect, test } from "vitest";
import { momentText } from "./moment-text.ts";

test("[O58] when somebody last spoke with a caller: the time today, else the day, in the board's zone", () => {
  const now = Date.parse("2026-05-13T10:00:00.000Z");
  expect(momentText("2026-05-13T07:02:00.000Z", now, "Europe/Prague")).toBe("09:02");
  expect(momentText("2026-05-12T22:30:00.000Z", now, "Europe/Prague")).toBe("00:30");
  expect(momentText("2026-05-12T12:02:00.000Z", now, "Europe/Prague")).toBe("12 May, 14:02");
  expect(momentText("2025-12-31T12:02:00.000Z", now, "UTC")).toBe("31 Dec 2025, 12:02");
});
