import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byGet } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { entriesOf, randomHistory, type Step } from "#lib/testing/random-history.ts";
import { inboundCall, outboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { defaultSettings } from "./board-settings.ts";
import { type BoardState, type CallEntry, draftOf } from "./board-state.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { emptyBoard, foldEntry } from "./fold.ts";
import { findOpenCall, fits } from "./link-call.ts";
import type { LateEvent } from "./open-calls.ts";

/** Under ids the board has not seen: before, among and after those of the histories. */
const unknownId = fc.integer({ min: 0, max: 7 }).map((second) => `26030209000${second}_99`);
const phone = fc.constantFrom("201", "202", "203");
const number = fc.constantFrom("201", "202", "203", "820", "821", "800");
const caller = fc.constantFrom("05552221133", "+4205552221133", "05559998877", "anonymous", "");
const leg = fc.constantFrom(0, 1, 1, 2, 3);

const inboundWords = fc.tuple(unknownId, caller).map(([id, from]) => inboundCall(id, from));
const outboundWords = fc.tuple(unknownId, caller).map(([id, to]) => outboundCall(id, to));

const late = fc.oneof(
  fc.tuple(inboundWords, number, leg).map(([words, user, onLeg]) => words.answers(user, onLeg)),
  fc.tuple(inboundWords, number, leg).map(([words, user, onLeg]) => words.ends(user, onLeg)),
  fc.tuple(inboundWords, number, leg).map(([words, user, onLeg]) => words.lost(user, onLeg)),
  fc.tuple(inboundWords, phone, leg).map(([words, user, onLeg]) => words.recording(user, onLeg)),
  fc
    .tuple(outboundWords, phone, fc.constantFrom(undefined, "MAKECALL"))
    .map(([words, user, callee]) => words.answers(user, callee)),
  fc
    .tuple(outboundWords, number, leg, fc.constantFrom<"Ok" | "Missed">("Ok", "Missed"))
    .map(([words, user, onLeg, finish]) => words.ends(user, onLeg, finish)),
);

const knownId = fc.integer({ min: 1, max: 6 }).map((n) => `26030209000${n}_${n}`);
/** Such as look like the board's own keys. */
const oddNumber = fc.constantFrom("201|", "201|5", "|", "~");

/** Calls that stay open, so that an event may be linked to them. */
const scene: fc.Arbitrary<readonly Step["delivery"][]> = fc.oneof(
  fc
    .tuple(knownId, caller, number, oddNumber)
    .map(([id, from, user, odd]) => [inboundCall(id, from).reaches(user, "ext"), inboundCall(id).reaches(odd, "ext")]),
  fc
    .tuple(knownId, fc.constantFrom("05552221133", "MAKECALL", "|"), fc.oneof(phone, oddNumber))
    .map(([id, to, user]) => [outboundCall(id, to).dials(user)]),
  fc
    .tuple(knownId, phone, fc.oneof(number, oddNumber))
    .map(([id, user, asked]) => [
      outboundCall(id).dials(user),
      outboundCall(id).answers(user),
      inboundCall(id).reaches(asked, "ext", 1),
    ]),
  fc
    .tuple(knownId, phone)
    .map(([id, user]) => [
      outboundCall(id).answers(user),
      inboundCall(id).answers(user, 2, "Attended"),
      inboundCall(id).ends(user, 2, { Transfer: "True" }),
    ]),
);
const gap = fc.constantFrom(0, 1, 4, 50);
const scenes: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.tuple(gap, scene), { maxLength: 5 })
  .map((some) => some.flatMap(([after, deliveries]) => deliveries.map((delivery) => ({ after, delivery }))));

const history = fc.oneof(
  fc.tuple(scenes, randomHistory).map(([first, then]) => [...first, ...then]),
  fc.tuple(randomHistory, scenes).map(([first, then]) => [...first, ...then]),
  scenes,
);

function eventsOf(deliveries: readonly Step["delivery"][]): readonly CallEvent[] {
  return deliveries.flatMap((delivery) => {
    const reading = parseDelivery(delivery);
    return reading.understood ? reading.events.filter((event) => event.kind !== "unrecognised") : [];
  });
}

const isLate = (event: CallEvent): event is LateEvent => event.kind !== "reached" && event.kind !== "dialed";

/** What the rule says, call by call. */
function onlyFit(state: BoardState, event: LateEvent): CallEntry | null {
  const draft = draftOf(state);
  const fitting = [...state.calls.values()].filter((entry) => fits(draft, entry, event));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

describe("[C10] the one open call that fits an event is found without a look at the others", () => {
  test("[C10] it is the one that a look at every call finds, at every moment and after a restart", () => {
    let linked = 0;
    fc.assert(
      fc.property(history, fc.array(late, { minLength: 4, maxLength: 12 }), (steps, deliveries) => {
        const probes = eventsOf(deliveries).filter(isLate);
        let state = emptyBoard(defaultSettings, storyStart);
        for (const entry of entriesOf(steps)) {
          state = foldEntry(state, entry);
          for (const event of probes) {
            const found = findOpenCall(draftOf(state), event);
            expect(found).toBe(onlyFit(state, event));
            if (found !== null) linked += 1;
          }
        }
        const loaded = loadBoard(saveBoard(state), defaultSettings);
        expect([...(loaded?.open.entries() ?? [])]).toEqual([...state.open.entries()]);
      }),
      { numRuns: 500 },
    );
    expect(linked).toBeGreaterThan(500);
  });

  test("[C10] a recording that was known before its call takes its id along, though it says nothing new", () => {
    const recorded = inboundCall("260302090003_3");
    const story = startStory().tell(0, recorded.recording("201", 0));
    story.tell(1, outboundCall("260302090001_1").answers("202"), recorded.recording("202", 0));
    expect([...story.state().calls.values()].map(({ adopted }) => adopted.map(({ facts }) => facts.id))).toEqual([
      ["260302090003_3"],
    ]);
    expect(story.call().linked).toBe(true);
  });

  test("[C10] what turns out to be a call of its own takes its chain along", () => {
    const chained = (id: string) =>
      byGet(`event=ringing&user=820&usertype=queue&callerid=05552221133&id=${id}-0&chid=a`);
    const steps: Step[] = [
      { after: 0, delivery: outboundCall("260302090001_1").answers("202") },
      { after: 0, delivery: inboundCall("260302090006_6").recording("202", 0) },
      { after: 0, delivery: chained("260302090006_6") },
      { after: 0, delivery: chained("260302090002_2") },
    ];
    const board = entriesOf(steps).reduce(foldEntry, emptyBoard(defaultSettings, storyStart));
    expect([...board.calls.keys()].sort()).toEqual(["260302090001_1", "260302090006_6"]);
  });

  test("[C10] a call that is over or linked can be found no more", () => {
    const story = startStory();
    const outbound = "260302090001_2";
    story.tell(0, inboundCall("260302090000_1").reaches("820", "queue")).tell(1, outboundCall(outbound).dials("201"));
    const open = () => [...story.state().open.values()];
    expect(open()).toEqual(["260302090000_1", outbound]);
    story.tell(2, inboundCall("260302090000_1").lost("820"));
    expect(open()).toEqual([outbound]);
    story.tell(3, outboundCall("260302090003_3").answers("201"));
    expect(open()).toEqual([]);
  });

  test("[C10] nor one that was closed for its age", () => {
    const story = startStory();
    story.tell(0, outboundCall("260302090001_2").dials("201")).wait(100_000);
    expect([...story.state().open.keys()]).toEqual([]);
  });
});
