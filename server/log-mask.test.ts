import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createLogMask } from "./log-mask.ts";

const given = "a plum kettle in orbit";
const mask = createLogMask([given, "abc"]);

const said = (value: unknown) => JSON.stringify(mask.value(value)) ?? "";

/** Each with what of it must not be read anywhere. */
const canaries: readonly (readonly [text: string, secret: string])[] = [
  ["05557391462", "7391462"],
  ["+90 555 739 14 62", "739 14 62"],
  ["0090(555)739-1462", "739-1462"],
  ["230102104542_17", "230102104542"],
  ["Zm9yIHRlc3RzIG9ubHksIG5vdCBhIHNlY3JldCBrZXk", "Zm9yIHRl"],
  ["POST /api/webhook/short?Event=x", "short"],
  ["http://host//webhook//short/", "short"],
  ["authorization: Bearer abcdef.ghi", "abcdef"],
  ["Bearer abcdef.ghi", "abcdef"],
  ["password=plum&x=1", "plum"],
  ['{"token":"plum"}', "plum"],
  ["postgres://ringside:plum@db/x", "plum"],
  [`somebody typed ${given}!`, given],
];

/** Fields that a line about it may hold, at any depth, around a text that must not be seen. */
const around = (text: string): fc.Arbitrary<unknown> =>
  fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constant(text),
      fc.constant(new Error(text)),
      fc.constant(new Error("outer", { cause: new Error(text) })),
      fc.constant(new Map([[text, text]])),
      fc.constant(new Set([text])),
      fc.constant(Buffer.from(text)),
      fc.array(tie("value"), { minLength: 1, maxLength: 2 }),
      fc.dictionary(fc.string({ maxLength: 5 }), tie("value"), { minKeys: 1, maxKeys: 2 }),
      tie("value").map((inner) => ({ [text]: inner })),
    ),
  })).value;

describe("what is logged", () => {
  test.each(canaries)("[H42] %j is told without what is nobody's to read", (text, secret) => {
    expect(text).toContain(secret);
    expect(mask.text(`about ${text}.`)).not.toContain(secret);
    expect(mask.text(`about ${text}.`)).toContain("about ");
    fc.assert(
      fc.property(around(text), (fields) => !said(fields).includes(secret)),
      { numRuns: 100 },
    );
  });

  test("[H42] a field of a secret's name is left out whole, whatever it holds", () => {
    const fields = { apiKey: "x", Cookie: ["y"], nested: { setPassword: { deep: "z" }, other: "kept" } };
    expect(mask.value(fields)).toEqual({ apiKey: "…", Cookie: "…", nested: { setPassword: "…", other: "kept" } });
  });

  test("[H42] a number of many digits is told where its name says that it counts, and nowhere else", () => {
    expect(
      mask.value({ seq: 12_345_678, startedAt: 1_764_412_345_678, freeBytes: 5e9, n: 123, caller: 5_557_391_462 }),
    ).toEqual({
      seq: 12_345_678,
      startedAt: 1_764_412_345_678,
      freeBytes: 5e9,
      n: 123,
      caller: "…",
    });
  });

  test("[H42] what helps to find a fault stays: words, addresses of machines, places in the code", () => {
    const line =
      "at run (file:///srv/ringside/server/journal/sqlite-journal.ts:120:14) from 192.168.100.200, exit code 14";
    expect(mask.text(line)).toBe(line);
    expect(mask.text("abc is too short a word to be looked for")).toContain("abc");
  });

  test("[H42] what goes in a circle, is deep or cannot be written down breaks nothing", () => {
    const circle: Record<string, unknown> = { big: 12n, skip: () => 1, none: undefined, when: new Date(0) };
    circle["self"] = circle;
    expect(mask.value(circle)).toEqual({ big: "12", when: "1970-01-01T00:00:00.000Z", self: "…" });
    expect(said(JSON.parse(`${"[".repeat(50)}1${"]".repeat(50)}`))).toContain("…");
    expect(mask.value({ bad: new Date(Number.NaN) })).toEqual({ bad: "…" });
  });
});
