// Every test file: what is written to console.error or console.warn, and not expected by the test, fails the test.
import { format } from "node:util";
import { afterEach, expect } from "vitest";

let said: string[] = [];

console.error = (...words: unknown[]) => {
  said.push(format(...words));
};
console.warn = console.error;

afterEach(() => {
  const unexpected = said;
  said = [];
  expect(unexpected, "an unexpected word on the console").toEqual([]);
});
