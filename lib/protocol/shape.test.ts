import { describe, expect, test } from "vitest";
import {
  count,
  figure,
  flag,
  instant,
  list,
  object,
  oneOf,
  orAbsent,
  orElse,
  orNull,
  text,
  unreadable,
} from "./shape.ts";

describe("what is read of what came over a wire", () => {
  test.each([
    { name: "a text", read: () => text(""), value: "" },
    { name: "a word", read: () => oneOf("a", "b")("b"), value: "b" },
    { name: "a flag", read: () => flag(false), value: false },
    { name: "a figure", read: () => figure(-0.5), value: -0.5 },
    { name: "a count", read: () => count(0), value: 0 },
    { name: "an instant", read: () => instant("2026-03-02T09:00:00.000Z"), value: "2026-03-02T09:00:00.000Z" },
    { name: "nothing", read: () => orNull(text)(null), value: null },
    { name: "what is absent", read: () => orAbsent(text)(undefined), value: undefined },
    { name: "what goes without saying", read: () => orElse(list(text), [])(undefined), value: [] },
    { name: "a list", read: () => list(count)([1, 2]), value: [1, 2] },
    { name: "known parts alone", read: () => object({ a: text })({ a: "x", b: 1 }), value: { a: "x" } },
  ])("[P3] $name", ({ read, value }) => {
    expect(read()).toStrictEqual(value);
  });

  test.each([
    { name: "a number for a text", read: () => text(1) },
    { name: "another word", read: () => oneOf("a")("toString") },
    { name: "no number", read: () => figure(Number.NaN) },
    { name: "a number in letters", read: () => figure("1") },
    { name: "less than nothing", read: () => count(-1) },
    { name: "half of one", read: () => count(0.5) },
    { name: "no time", read: () => instant("2026-13-45T99:00:00Z") },
    { name: "nothing for a text", read: () => text(null) },
    { name: "an object for a list", read: () => list(text)({ length: 0 }) },
    { name: "a list with something else in it", read: () => list(text)(["a", 1]) },
    { name: "a part that is missing", read: () => object({ a: text })({}) },
    { name: "a part that is inherited", read: () => object({ a: text })(Object.create({ a: "x" })) },
    { name: "nothing for an object", read: () => object({})(null) },
  ])("[P3] refuses $name", ({ read }) => {
    expect(read).toThrow(unreadable);
  });
});
