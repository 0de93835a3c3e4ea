import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findBrowser, requireBrowser } from "./browser.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-browser-"));
  vi.stubEnv("CHROME_PATH", "");
  vi.stubEnv("PATH", folder);
  // Playwright looks for its own browsers there.
  vi.stubEnv("PLAYWRIGHT_BROWSERS_PATH", folder);
});

afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, exitCode: number): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\nexit ${exitCode}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe("the browser for the tests", () => {
  test("[T9] is the system's", async () => {
    const chromium = program("chromium", 0);
    expect(await findBrowser()).toBe(chromium);
  });

  test("[T9] is one that runs: a stub, or one that lacks a library, is passed over", async () => {
    program("chromium", 127);
    const other = program("google-chrome", 0);
    expect(await findBrowser()).toBe(other);
  });

  test("[T9] is the one that somebody chose, and a wrong choice is told", async () => {
    program("chromium", 0);
    const chosen = program("my-chrome", 0);
    vi.stubEnv("CHROME_PATH", chosen);
    expect(await findBrowser()).toBe(chosen);
    vi.stubEnv("CHROME_PATH", join(folder, "nowhere"));
    await expect(findBrowser()).rejects.toThrow("no browser that runs");
  });

  test("[T9] may be missing", async () => {
    expect(await findBrowser()).toBeNull();
    await expect(requireBrowser()).rejects.toThrow("There is no Chromium that runs: `npm test` installs one");
  });
});
