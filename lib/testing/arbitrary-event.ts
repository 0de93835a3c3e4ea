import fc from "fast-check";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";

const digits = fc.stringMatching(/^[1-9]\d{2,3}$/);
const stamp = fc
  .tuple(
    fc.integer({ min: 20, max: 39 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 31 }),
    fc.integer({ min: 0, max: 23 }),
    fc.integer({ min: 0, max: 59 }),
    fc.integer({ min: 0, max: 59 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(""));

const callId = fc.tuple(stamp, fc.integer({ min: 1, max: 99_999 })).map(([at, running]) => `${at}_${running}`);
const caller = fc.option(fc.stringMatching(/^(\+|0|00)?[1-9]\d{5,13}$/));

/** Names as offices give them, and such as look like the feed's own words. */
const name = fc.oneof(
  fc.constantFrom(
    "DID-420222000320",
    "DID Serbia 021 3220 030",
    "R&D support",
    "Q & A: days, nights",
    "Missed calls",
    "Answered call",
    "Sales (0:07)",
    "by queue 804 from",
    "Café Ünal",
    "営業部",
    "[night]",
    "{x}",
    "it's 24/7",
    "👩‍🚀 Space",
  ),
  fc.stringMatching(/^[A-Za-z][A-Za-z0-9 .:,()&/-]{0,30}[A-Za-z0-9]$/),
);

const onCall = {
  callId,
  leg: fc.integer({ min: 0, max: 99 }),
  chain: fc.option(fc.stringMatching(/^[0-9A-F]{8,32}$/)),
  caller,
  callerName: fc.option(name),
  did: fc.option(name),
};

const direction = fc.constantFrom("inbound" as const, "outbound" as const);
const kind = fc.constantFrom("ivr" as const, "queue" as const, "phone" as const);
const via = fc.option(fc.constantFrom("direct" as const, "attended" as const, "blind" as const));

const recorded = fc
  .record({ ...onCall, agent: fc.option(digits), files: fc.integer({ min: 1, max: 4 }) })
  .map(({ files, ...event }) => ({
    kind: "recorded" as const,
    ...event,
    urls: Array.from(
      { length: files },
      (_, file) => `https://pbx.example:5001/webapi/recording/${event.callId}-${event.leg}-${file + 1}.mp3`,
    ),
  }));

/** Any event of a call, with every field any dialect can tell. */
export const arbitraryEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ kind: fc.constant("reached" as const), ...onCall, number: digits, claim: kind }),
  fc.record({ kind: fc.constant("dialed" as const), ...onCall, agent: digits }),
  fc.record({ kind: fc.constant("answered" as const), ...onCall, direction, agent: digits, via }),
  fc.record({
    kind: fc.constant("ended" as const),
    ...onCall,
    direction,
    number: fc.option(digits),
    spoken: fc.option(fc.boolean()),
    transferred: fc.boolean(),
    talkSeconds: fc.option(fc.integer({ min: 0, max: 20_000 })),
    lostAt: fc.option(kind),
  }),
  recorded,
);
