import { expect, test } from "vitest";
import { trimAround } from "./trim-around.ts";

test("[X2] only the ends are trimmed", () => {
  expect(trimAround(` "a "b" c" `, ` "`)).toBe(`a "b" c`);
  expect(trimAround("", " ")).toBe("");
  expect(trimAround("   ", " ")).toBe("");
});
