import { expect, test } from "vitest";
import { createSetupCode } from "./setup-code.ts";

test("[L10] each start has another code, and one that was used is none any more", () => {
  const code = createSetupCode();
  expect([code.matches(code.text), code.matches(createSetupCode().text), code.matches("")]).toEqual([
    true,
    false,
    false,
  ]);
  code.expire();
  expect(code.matches(code.text)).toBe(false);
});
