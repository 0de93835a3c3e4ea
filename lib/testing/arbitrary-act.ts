import fc from "fast-check";
import type { Act } from "#lib/board/act.ts";

const text = fc.string({ unit: "grapheme" });
const number = fc.oneof(fc.constantFrom("804", "805", "102", "103", "+420 774 852 610"), text);
const entry = fc.record({
  number,
  kind: fc.option(fc.constantFrom("ivr" as const, "queue" as const, "agent" as const, "group" as const)),
  name: fc.option(text),
});
const targets = fc.record({
  answerWithin: fc.integer({ min: 1, max: 120 }),
  shortAbandon: fc.integer({ min: 0, max: 30 }),
  ringStrategy: fc.constantFrom("hunt" as const, "ring-all" as const),
});
const stretch = fc.record({
  day: fc.integer({ min: 1, max: 7 }),
  from: fc.constantFrom("00:00", "08:30"),
  to: fc.constantFrom("17:00", "24:00"),
});

/** Any act there can be, of few numbers, so that acts meet what a history tells of. */
export const arbitraryAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    of: fc.constant("missed" as const),
    id: text,
    deed: fc.constantFrom(
      "claim" as const,
      "release" as const,
      "attempt" as const,
      "done" as const,
      "not-needed" as const,
      "reopen" as const,
      "undo" as const,
    ),
    by: text,
    note: fc.option(text),
    seen: fc.nat({ max: 5 }),
  }),
  fc.record({
    of: fc.constant("directory" as const),
    by: text,
    put: fc.array(entry, { maxLength: 4 }),
    gone: fc.array(number, { maxLength: 2 }),
  }),
  fc.record({
    of: fc.constant("queue" as const),
    by: text,
    queue: number,
    rules: fc.option(fc.record({ targets, hours: fc.option(fc.array(stretch, { maxLength: 3 })) })),
  }),
  fc.record({
    of: fc.constant("contacts" as const),
    by: text,
    put: fc.array(fc.record({ number, name: text }), { maxLength: 4 }),
    gone: fc.array(number, { maxLength: 2 }),
  }),
);
