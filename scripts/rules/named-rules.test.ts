import { describe, expect, test } from "vitest";
import { root } from "../setup/project.mjs";
import { namelessTests } from "./named-rules.ts";
import { readSources, sourceFile } from "./source-file.ts";

const complaints = (text: string, path = "lib/board/x.test.ts") => namelessTests([sourceFile(path, text)]);

describe("the names of tests", () => {
  test("[T8] begin with the rule that they hold", () => {
    expect(namelessTests(readSources(root))).toEqual([]);
  });

  test.each([
    'test("counts calls", () => {});',
    'test("[counting] calls", () => {});',
    'test("[B1]", () => {});',
    "test(`$" + "{count} calls`, () => {});",
    'test.each([1, 2])("%i calls", () => {});',
    'test.runIf(true)("calls", () => {});',
  ])("[T8] %s is found", (text) => {
    expect(complaints(text)).toHaveLength(1);
  });

  test.each([
    'test("[B1] counts calls", () => {});',
    'test.each([1, 2])("[B12] %i calls", () => {});',
    'test.describe("a wall", () => {});',
    "test.beforeEach(() => {});",
    'const found = /[a-z]/.test("calls");',
  ])("[T8] %s is in order", (text) => {
    expect(complaints(text)).toEqual([]);
  });
});
