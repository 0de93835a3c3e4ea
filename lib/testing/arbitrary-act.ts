import fc from "fast-check";
import type { Act } from "#lib/board/act.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";

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

const numbers = fc.option(fc.array(number, { maxLength: 3 }));

/** Any change of the site's settings. */
export const arbitrarySitePut: fc.Arbitrary<Partial<SiteSettings>> = fc.record(
  {
    place: text,
    masking: fc.constantFrom("none" as const, "last-three" as const, "all" as const),
    worksCouncil: fc.boolean(),
    keep: fc.record({ rawDays: fc.integer({ min: 1, max: 400 }), callMonths: fc.integer({ min: 1, max: 60 }) }),
    limits: fc.record({
      answerWithin: fc.constantFrom(1, 5, 20, 60),
      shortAbandon: fc.constantFrom(0, 5, 10),
      watchAfter: fc.constantFrom(30, 60),
      alarmAfter: fc.constantFrom(90, 120),
    }),
    hours: fc.option(fc.array(stretch, { maxLength: 3 })),
    boards: fc.array(fc.record({ id: text, name: text, queues: numbers, agents: numbers }), { maxLength: 2 }),
    senders: fc.array(text, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

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
  fc.record({ of: fc.constant("site" as const), by: text, put: arbitrarySitePut }),
);
