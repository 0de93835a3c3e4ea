import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

const locked = {
  "": { name: "ringside" },
  "node_modules/node": { version: "24.0.0" },
  "node_modules/zod": { version: "4.0.0" },
  "node_modules/vitest": { version: "5.0.0", dev: true },
  "node_modules/for-another-system": { version: "1.0.0", optional: true },
};

let folder: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-install-"));
  const { "node_modules/for-another-system": _absent, ...installed } = locked;
  write("package-lock.json", JSON.stringify({ packages: locked }));
  write("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
  write("node_modules/node/bin/node", "");
  write("node_modules/zod/index.js", "");
  write("node_modules/vitest/index.js", "");
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("what is installed", () => {
  test("[T1] the lockfile's packages, and nothing is to do", () => {
    expect(isInstalled(folder, { development: true })).toBe(true);
  });

  test("[T1] nothing: a fresh clone", () => {
    rmSync(join(folder, "node_modules"), { recursive: true });
    expect(isInstalled(folder, { development: false })).toBe(false);
  });

  test("[T1] another version of one package", () => {
    write("package-lock.json", JSON.stringify({ packages: { ...locked, "node_modules/zod": { version: "4.0.1" } } }));
    expect(isInstalled(folder, { development: false })).toBe(false);
  });

  test("[T1] an interrupted installation: npm wrote no record", () => {
    rmSync(join(folder, "node_modules", ".package-lock.json"));
    expect(isInstalled(folder, { development: false })).toBe(false);
  });

  test("[T1] a package's folder is gone", () => {
    rmSync(join(folder, "node_modules", "zod"), { recursive: true });
    expect(isInstalled(folder, { development: false })).toBe(false);
  });

  test("[T1] the runtime's binary is missing: scripts were off", () => {
    rmSync(join(folder, "node_modules", "node", "bin"), { recursive: true });
    expect(isInstalled(folder, { development: false })).toBe(false);
  });

  test("[T1] without the tools for tests: enough to serve, not to test", () => {
    rmSync(join(folder, "node_modules", "vitest"), { recursive: true });
    expect(isInstalled(folder, { development: false })).toBe(true);
    expect(isInstalled(folder, { development: true })).toBe(false);
  });

  test("[T1] a damaged lockfile is told in a sentence", () => {
    write("package-lock.json", "<<<<<<< HEAD");
    expect(() => isInstalled(folder, { development: false })).toThrow("take it from git again");
  });
});
