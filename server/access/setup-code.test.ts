import { expect, test } from "vitest";
import { createOwnCodes, createSetupCode } from "./setup-code.ts";

test("[L10] each start has another code, and one that was used is none any more", async () => {
  const code = await createSetupCode(createOwnCodes());
  const other = await createSetupCode(createOwnCodes());
  expect(await Promise.all([code.text, other.text, ""].map(code.matches))).toEqual([true, false, false]);
  expect(await code.matches(code.text.toLowerCase().replaceAll("-", " "))).toBe(true);
  await code.expire();
  expect(await code.matches(code.text)).toBe(false);
});
