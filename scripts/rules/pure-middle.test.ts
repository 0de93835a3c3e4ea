import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { impurities } from "./pure-middle.ts";
import { readSources, sourceFile } from "./source-file.ts";

const complaints = (text: string, path = "lib/board/x.ts") =>
  impurities([sourceFile(path, text)]).map(({ says }) => says);

describe("the middle", () => {
  test("[T5] it has no clock, no chance and no I/O", () => {
    expect(impurities(readSources(root))).toEqual([]);
  });

  test.each([
    "Date.now()",
    "new Date()",
    "new Date(2026, 0, 1)",
    "Date()",
    "const { now } = Date; Math.random()",
    "performance.now()",
    "setTimeout(() => {}, 1)",
    "const f = { later: setTimeout }",
    "globalThis.Date.parse('')",
    "process.env",
    "crypto.randomUUID()",
    "fetch('http://localhost')",
    "console.log(1)",
    "date.getHours()",
    "count.toLocaleString()",
    "Intl.DateTimeFormat().resolvedOptions().timeZone",
    "Temporal.Now.instant()",
  ])("[T5] %s is found", (text) => {
    expect(complaints(text)).toHaveLength(1);
  });

  test.each([
    "new Date(at).toISOString()",
    "Date.parse(text)",
    "Date.UTC(2026, 0, 1)",
    "call.process",
    "const facts = { document: 1 }",
    "interface A { window: number; performance(): void }",
    "Math.max(1, 2)",
  ])("[T5] %s is pure", (text) => {
    expect(complaints(text)).toEqual([]);
  });

  test("[T5] the browser's edge and tests have a clock", () => {
    expect(complaints("Date.now()", "lib/client/x.ts")).toEqual([]);
    expect(complaints("performance.now()", "lib/board/x.test.ts")).toEqual([]);
  });
});
