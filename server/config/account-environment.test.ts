import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { readConfig } from "./config.ts";

const email = "Ada@office.example";
const password = "a long way to the north";

const accountsIn = (env: Record<string, string>) => readConfig(env).accounts;

test("[L10] the environment gives the first admin, and a secret", () => {
  expect(accountsIn({})).toEqual({ secret: null, admin: null });
  const secret = "0123456789abcdef0123456789abcdef";
  expect(
    accountsIn({ RINGSIDE_SECRET: secret, RINGSIDE_ADMIN_EMAIL: email, RINGSIDE_ADMIN_PASSWORD: password }),
  ).toEqual({ secret, admin: { email: "ada@office.example", name: "Administrator", password } });
});

test("[L10] the admin's password may stand in a file", () => {
  const folder = mkdtempSync(join(tmpdir(), "ringside-environment-"));
  const file = join(folder, "password");
  writeFileSync(file, `${password} \r\n`);
  const env = { RINGSIDE_ADMIN_EMAIL: email, RINGSIDE_ADMIN_NAME: "Ada", RINGSIDE_ADMIN_PASSWORD_FILE: file };
  expect(accountsIn(env).admin).toEqual({ email: "ada@office.example", name: "Ada", password: `${password} ` });
  rmSync(folder, { recursive: true });
  expect(() => accountsIn(env)).toThrow(/^RINGSIDE_ADMIN_PASSWORD_FILE cannot be read: .*\.$/);
});

test.each([
  [{ RINGSIDE_ADMIN_EMAIL: email }, "RINGSIDE_ADMIN_EMAIL needs RINGSIDE_ADMIN_PASSWORD, or its file."],
  [{ RINGSIDE_ADMIN_PASSWORD: password }, "RINGSIDE_ADMIN_PASSWORD needs RINGSIDE_ADMIN_EMAIL."],
  [
    { RINGSIDE_ADMIN_EMAIL: "ada", RINGSIDE_ADMIN_PASSWORD: password },
    "RINGSIDE_ADMIN_EMAIL must be an email address.",
  ],
  [
    { RINGSIDE_ADMIN_EMAIL: email, RINGSIDE_ADMIN_PASSWORD: "short" },
    "RINGSIDE_ADMIN_PASSWORD cannot be used. The password must have at least 12 characters.",
  ],
  [{ RINGSIDE_SECRET: "short" }, "RINGSIDE_SECRET must have at least 32 characters."],
])("[L10] what cannot be meant is told, and the password is not: %o", (env, says) => {
  expect(() => readConfig(env as Record<string, string>)).toThrow(new StartError(says));
});
