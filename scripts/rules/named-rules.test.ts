import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { misnamedTests, rulesOf, untestedRules } from "./named-rules.ts";
import { readSources, sourceFile } from "./source-file.ts";

const complaints = (text: string) => misnamedTests([sourceFile("lib/board/x.test.ts", text)], new Set(["B1", "B12"]));

const twoLines = "# Rules\n- **B2** Calls\n  are counted.\n- **B3** Once (**B4** says how often).\n";
const sources = readSources(root);
const rules = rulesOf(readFileSync(join(root, "SPEC.md"), "utf8"));

describe("the names of tests", () => {
  test("[T8] begin with the rule that they hold", () => {
    expect(misnamedTests(sources, rules)).toEqual([]);
  });

  test("[T8] leave no rule out", () => {
    expect(rules.size).toBeGreaterThan(100);
    expect(untestedRules(sources, rules)).toEqual([]);
    expect(untestedRules([sourceFile("x.test.ts", 'test("[B1] [B2] counts", () => {});')], rulesOf(twoLines))).toEqual([
      "B3",
    ]);
  });

  test.each([
    'test("counts calls", () => {});',
    'test("[counting] calls", () => {});',
    'test("[B1]", () => {});',
    'test("[B2] counts calls", () => {});',
    'test("[B1] [B2] counts calls", () => {});',
    "test(`$" + "{count} calls`, () => {});",
    'test.each([1, 2])("%i calls", () => {});',
    'test.runIf(true)("calls", () => {});',
  ])("[T8] %s is found", (text) => {
    expect(complaints(text)).toHaveLength(1);
  });

  test.each([
    'test("[B1] counts calls", () => {});',
    'test("[B1] [B12] counts calls", () => {});',
    'test.each([1, 2])("[B12] %i calls", () => {});',
    'test.describe("a wall", () => {});',
    "test.beforeEach(() => {});",
    'const found = /[a-z]/.test("calls");',
  ])("[T8] %s is in order", (text) => {
    expect(complaints(text)).toEqual([]);
  });
});
