import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { rewriteLog } from "./rewrite-log.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("[J21] a log is the same after it was written once more, whatever its length; where there is none, none is made", () => {
  const path = join(folder, "a-wal");
  for (const length of [0, 1, 1024 * 1024, 2 * 1024 * 1024 + 17]) {
    const content = Buffer.from(Array.from({ length }, (_, index) => index % 251));
    writeFileSync(path, content);
    rewriteLog(path);
    expect(readFileSync(path).equals(content)).toBe(true);
  }
  rewriteLog(join(folder, "absent"));
  expect(() => readFileSync(join(folder, "absent"))).toThrow();
});
