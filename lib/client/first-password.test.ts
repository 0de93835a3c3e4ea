import { expect, test } from "vitest";
import { passwordFault } from "#lib/access/password-rules.ts";
import { firstPassword } from "./first-password.ts";

test("[N9] a password to hand over is one that may be chosen, and never the same", () => {
  const made = Array.from({ length: 500 }, firstPassword);
  expect(new Set(made).size).toBe(500);
  for (const password of made) {
    expect(password).toMatch(/^[a-km-z2-9]{4}(-[a-km-z2-9]{4}){3}$/);
    expect(passwordFault(password, "ana@north.example")).toBe(null);
  }
  expect(new Set(made.join("").replaceAll("-", "")).size).toBe(32);
});
