import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { inboundCall, outboundCall, startStory } from "#lib/testing/story.ts";
import type { CallRecord } from "./board.ts";

/** Everything of a record but its times, and the orders that only time gives. */
function timeless(record: CallRecord): object {
  return {
    ...record,
    startedAt: null,
    answeredAt: null,
    endedAt: null,
    waitSeconds: null,
    rang: [...record.rang].sort(),
    legs: record.legs.map((leg) => ({ ...leg, answeredAt: null, endedAt: null, talkSeconds: null })),
  };
}

const phone = fc.constantFrom("201", "202", "203", "204");

/** The deliveries of one finished call, as a phone system tells them. */
const finishedCall: fc.Arbitrary<readonly Delivery[]> = fc.oneof(inbound(), outbound());

function inbound(): fc.Arbitrary<readonly Delivery[]> {
  const words = inboundCall("260302090000_7");
  return fc
    .record({
      menu: fc.boolean(),
      queue: fc.constantFrom(null, "820"),
      rang: fc.uniqueArray(phone, { maxLength: 3 }),
      answerer: fc.constantFrom(null, "201", "202"),
      transfer: fc.constantFrom("none", "blind", "attended"),
      target: fc.constantFrom("203", "204"),
      recorded: fc.boolean(),
    })
    .map(({ menu, queue, rang, answerer, transfer, target, recorded }) => {
      const way = [
        words.reaches("800", "other"),
        ...(queue === null ? [] : [words.reaches(queue, "queue")]),
        ...rang.map((one) => words.reaches(one, "ext")),
      ].slice(menu ? 0 : 1);
      if (answerer === null) return [...way, words.lost(queue ?? rang.at(-1) ?? "800")];
      const answered = [...way, words.reaches(answerer, "ext"), words.answers(answerer, 1)];
      const tape = recorded ? [words.recording(answerer, 1)] : [];
      if (transfer === "none") return [...answered, words.ends(answerer, 1, { Duration: "00:09" }), ...tape];
      const moved = [...answered, words.reaches(target, "ext", 1)];
      const last = words.ends(target, 2, { Duration: "00:05" });
      if (transfer === "blind") return [...moved, words.answers(target, 2, "Blind"), last, ...tape];
      return [
        ...moved,
        words.answers(target, 2, "Attended"),
        words.ends(answerer, 1, { Transfer: "True", Duration: "00:09" }),
        last,
        ...tape,
      ];
    });
}

function outbound(): fc.Arbitrary<readonly Delivery[]> {
  const words = outboundCall("260302090000_8");
  return fc
    .constantFrom("answered", "unanswered", "MAKECALL")
    .map((kind) =>
      kind === "unanswered"
        ? [words.dials("201"), words.ends("201", 0, "Missed")]
        : [
            words.dials("201"),
            words.answers("201", kind === "MAKECALL" ? kind : undefined),
            words.ends("201", 1, "Ok", "00:08"),
          ],
    );
}

function shuffled<T>(list: readonly T[], keys: readonly number[]): readonly T[] {
  return list
    .map((item, i) => ({ item, key: keys[i] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

test("[B7] any order of a finished call's events gives the same record, times aside", () => {
  fc.assert(
    fc.property(
      finishedCall,
      fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
      fc.constantFrom(0, 0.4, 4, 20),
      (deliveries, keys, pace) => {
        const told = startStory();
        for (const [i, delivery] of deliveries.entries()) told.tell(i * pace, delivery);
        const mixed = startStory();
        for (const [i, delivery] of shuffled(deliveries, keys).entries()) mixed.tell(i * pace, delivery);
        expect(timeless(mixed.call())).toEqual(timeless(told.call()));
        expect(mixed.board().calls).toEqual([]);
        expect(mixed.board().today).toEqual(told.board().today);
        const counts = (story: typeof told) =>
          story.board().queues.map(({ queue, offered, answered, missed, overflowed, unknown }) => ({
            queue,
            offered,
            answered,
            missed,
            overflowed,
            unknown,
          }));
        expect(counts(mixed)).toEqual(counts(told));
      },
    ),
    { numRuns: 1500 },
  );
});
