import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { StartError } from "#server/start-error.ts";
import { keyFileIn, makeWebhookKey } from "./webhook-key.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-key-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("[H21] the key is made of 32 random bytes, and only its owner can read it", () => {
  const key = makeWebhookKey();
  expect(key).toMatch(/^[\w-]{43}$/);
  expect(Buffer.from(key, "base64url")).toHaveLength(32);
  expect(makeWebhookKey()).not.toBe(key);
  const file = keyFileIn(folder);
  file.write(key);
  expect(file.path).toBe(join(folder, "webhook-key"));
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  expect(file.read()).toBe(key);
});

test("[H21] the owner's own text is a key, whatever clings to its end", () => {
  writeFileSync(join(folder, "webhook-key"), "my-own-key\r\n");
  expect(keyFileIn(folder).read()).toBe("my-own-key");
  expect(() => keyFileIn(folder).write("another")).toThrow(StartError);
  expect(keyFileIn(folder).read()).toBe("my-own-key");
});

test("[H21] a file that is removed is gone, and may be gone already", () => {
  const file = keyFileIn(folder);
  file.write(makeWebhookKey());
  file.remove();
  file.remove();
  expect(file.read()).toBeNull();
});

test("[H21] a file without a key, or a folder that cannot be used, is refused", () => {
  writeFileSync(join(folder, "webhook-key"), "\n");
  expect(() => keyFileIn(folder).read()).toThrow(StartError);
  expect(readFileSync(join(folder, "webhook-key"), "utf8")).toBe("\n");
  expect(() => keyFileIn(join(folder, "absent")).write(makeWebhookKey())).toThrow(StartError);
});

test("[H21] a key that may not be read is refused", () => {
  // A folder in the key's place is what root cannot read either.
  mkdirSync(join(folder, "webhook-key"));
  expect(() => keyFileIn(folder).read()).toThrow(/cannot be read/);
});
