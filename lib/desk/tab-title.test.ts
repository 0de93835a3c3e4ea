import { expect, test } from "vitest";
import { callTitle } from "./tab-title.ts";

test("[O61] a tab says who and for which line, with the sign of what the phone does", () => {
  expect(callTitle("ringing", "Brandt GmbH", "Sales")).toBe("■ Brandt GmbH – Sales");
  expect(callTitle("talking", "Brandt GmbH", "Sales")).toBe("● Brandt GmbH – Sales");
  expect(callTitle("dialing", "05552221133", null)).toBe("↗ 05552221133");
});

test("[O61] a hostile name neither turns the title round nor pushes the line out of it", () => {
  expect(callTitle("ringing", "\u202Eevil\n\u0007", "Sales")).toBe("■ evil – Sales");
  expect(callTitle("ringing", "x".repeat(200), "Sales")).toBe(`■ ${"x".repeat(59)}… – Sales`);
  expect(callTitle("ringing", "👩‍👩‍👧".repeat(80), "Sales")).toMatch(/… – Sales$/);
});
