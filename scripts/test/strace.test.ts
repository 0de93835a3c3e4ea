import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findStrace } from "./strace.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-strace-"));
  vi.stubEnv("PATH", folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

function program(exitCode: number): void {
  const path = join(folder, "strace");
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
}

test("[T9] strace may be missing, and one that may watch nobody is passed over", () => {
  expect(findStrace()).toBeNull();
  program(1);
  expect(findStrace()).toBeNull();
  program(0);
  expect(findStrace()).toBe("strace");
});
