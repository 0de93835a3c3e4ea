import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isBuilt, sourcesHash } from "./build.mjs";

let folder: string;

function write(path: string, content: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-build-"));
  write("app/page.tsx", "page");
  write("lib/board/board.ts", "board");
  write("package-lock.json", "{}");
  write(".next/BUILD_ID", "1");
  write(".next/ringside-sources", sourcesHash(folder));
});

afterEach(() => rmSync(folder, { recursive: true }));

describe("the built pages", () => {
  test("[T1] are used again while their sources are the same", () => {
    expect(isBuilt(folder)).toBe(true);
  });

  test.each([
    "app/page.tsx",
    "lib/board/board.ts",
    "package-lock.json",
    "app/wall/page.tsx",
    "public/icon.svg",
    "next.config.js",
  ])("[T1] are stale once %s changes or appears", (path) => {
    write(path, "changed");
    expect(isBuilt(folder)).toBe(false);
  });

  test("[T1] are stale once a source moves or goes", () => {
    rmSync(join(folder, "lib/board/board.ts"));
    write("lib/board/boards.ts", "board");
    expect(isBuilt(folder)).toBe(false);
  });

  test.each(["server/main.ts", "lib/board/board.test.ts", "lib/testing/scenario.ts", "README.md"])(
    "[T1] do not care about %s",
    (path) => {
      write(path, "changed");
      expect(isBuilt(folder)).toBe(true);
    },
  );

  test("[T1] are none after a build that was interrupted", () => {
    rmSync(join(folder, ".next/ringside-sources"));
    expect(isBuilt(folder)).toBe(false);
  });
});
