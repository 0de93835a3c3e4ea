import { expect, test } from "vitest";
import { firstPassword } from "./first-password.ts";
import { passwordFault } from "./password-rules.ts";

test("[N9] a password to hand over is one that may be chosen, and never the same", () => {
  const made = Array.from({ length: 500 }, () => firstPassword((bytes) => crypto.getRandomValues(bytes)));
  expect(new Set(made).size).toBe(500);
  for (const password of made) {
    expect(password).toMatch(/^[a-km-z2-9]{4}(-[a-km-z2-9]{4}){3}$/);
    expect(passwordFault(password, "ana@north.example")).toBe(null);
  }
  expect(new Set(made.join("").replaceAll("-", "")).size).toBe(32);
});
