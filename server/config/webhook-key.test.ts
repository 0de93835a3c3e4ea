import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { keepWebhookKey } from "./webhook-key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("[H21] the key is made of 32 random bytes, and only its owner can read it", () => {
  const made = keepWebhookKey(folder);
  expect(made).toEqual({ key: expect.stringMatching(/^[\w-]{43}$/), path: join(folder, "webhook-key"), fresh: true });
  expect(statSync(made.path).mode & 0o777).toBe(0o600);
  expect(Buffer.from(made.key, "base64url")).toHaveLength(32);
});

test("[H21] the key stays the same from then on", () => {
  const { key, path } = keepWebhookKey(folder);
  expect(keepWebhookKey(folder)).toEqual({ key, path, fresh: false });
  writeFileSync(path, "my-own-key\r\n");
  expect(keepWebhookKey(folder).key).toBe("my-own-key");
});

test("[H21] a file without a key, or a folder that cannot be used, is refused", () => {
  writeFileSync(join(folder, "webhook-key"), "\n");
  expect(() => keepWebhookKey(folder)).toThrow(StartError);
  expect(readFileSync(join(folder, "webhook-key"), "utf8")).toBe("\n");
  expect(() => keepWebhookKey(join(folder, "absent"))).toThrow(StartError);
});

test("[H21] a key that may not be read is refused", () => {
  // A folder in the key's place is what root cannot read either.
  mkdirSync(join(folder, "webhook-key"));
  expect(() => keepWebhookKey(folder)).toThrow(/cannot be read/);
});
