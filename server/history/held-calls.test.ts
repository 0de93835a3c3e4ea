import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { callKey } from "#lib/board/read-archived.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { inboundCall, startStory, storyStart } from "#lib/testing/story.ts";
import { hasTraits, traitsOfHeld } from "#server/archive/call-traits.ts";
import { createHeldCalls, type HeldView } from "./held-calls.ts";

const keysIn = (calls: ReturnType<HeldView["all"]>) => [...calls].map(({ traits }) => traits.key).sort();

test("[K51] what is held is what the board holds, however the board changed between two looks", () => {
  fc.assert(
    fc.property(
      randomHistory,
      fc.infiniteStream(fc.boolean()),
      fc.constantFrom("552221133", "1133", "3", "201"),
      (steps, looks, callerEnd) => {
        const held = createHeldCalls();
        let state = emptyBoard(defaultSettings, storyStart);
        for (const entry of entriesOf(steps)) {
          const before = state;
          state = foldEntry(advance(state, entry.at), entry);
          if (looks.next().value === true) continue;
          const view = held.look(state, state.forgotten);
          const calls = [...state.calls.values(), ...state.forgotten].flatMap((call) =>
            call.view === null ? [] : [{ call, traits: traitsOfHeld(call.view, call) }],
          );
          expect(keysIn(view.all())).toEqual(calls.map(({ traits }) => traits.key).sort());
          for (const { call, traits } of calls) expect(view.get(traits.key)).toBe(call);
          const theirs = [...view.nearest({ callerEnd })].filter(({ traits }) => hasTraits(traits, { callerEnd }));
          expect(keysIn(theirs)).toEqual(
            calls.flatMap(({ traits }) => (hasTraits(traits, { callerEnd }) ? [traits.key] : [])).sort(),
          );
          // It goes on telling of the state it was taken of.
          held.look(before, []);
          for (const { traits } of calls) expect(view.has(traits.key)).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test("[K51] a caller's calls are found without looking at those of others", () => {
  const others = Array.from({ length: 500 }, (_, n) =>
    inboundCall(`260302090000_${n + 1}`, `0555${String(1_000_000 + n)}`).reaches("821", "queue", 3),
  );
  const story = startStory(defaultSettings).tell(0, ...others);
  const view = createHeldCalls().look(story.state(), []);
  expect(keysIn(view.all())).toHaveLength(500);
  expect([...view.nearest({ callerEnd: "551000007" })].map(({ entry }) => entry.key)).toEqual(["260302090000_8"]);
});

test("[K51] a number in the key of a call that is not held is nobody's", () => {
  const view = createHeldCalls().look(startStory(defaultSettings).state(), []);
  expect(view.get(callKey("260302090001_1", storyStart))).toBeNull();
});
