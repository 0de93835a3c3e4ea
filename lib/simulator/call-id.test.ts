import { expect, test } from "vitest";
import { callIdAt } from "./call-id.ts";

const noon = Date.UTC(2026, 2, 2, 12);

test("[S2] an id shows the phone system's own wall clock and its running number", () => {
  expect(callIdAt(noon, { timeZone: "UTC", running: 7 })).toBe("260302120000_7");
  expect(callIdAt(noon, { timeZone: "Asia/Tokyo", running: 7 })).toBe("260302210000_7");
});

test("[S2] an instant between two milliseconds has an id too", () => {
  expect(callIdAt(noon + 999.6, { timeZone: "UTC", running: 7 })).toBe("260302120000_7");
});
