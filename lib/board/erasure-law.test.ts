import fc from "fast-check";
import { expect, test } from "vitest";
import { callerKey } from "#lib/call/caller-key.ts";
import { actedEntries, actedHistory } from "#lib/testing/random-acts.ts";
import { entriesOf, randomHistory } from "#lib/testing/random-history.ts";
import { storyStart } from "#lib/testing/story.ts";
import { defaultSettings } from "./board-settings.ts";
import type { BoardState, CallEntry } from "./board-state.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { eraseInBoard } from "./erase-board.ts";
import {
  callsNamedIn,
  type Erasure,
  eraseIn,
  eraseInAct,
  eraseInEvents,
  eraseInSavedBoard,
  withAdopted,
} from "./erasure.ts";
import { advance, emptyBoard, foldEntry } from "./fold.ts";
import { distilled, forgotten, readingOf } from "./forgotten.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { mentions } from "./number-in-text.ts";
import { callRecords, viewBoard } from "./view-board.ts";

const number = "05552221133";
const pseudonym = "erased-qwertyui";
const history = fc.oneof(randomHistory.map(entriesOf), actedHistory.map(actedEntries));

function erasureFor(entries: readonly JournalEntry[], calls: readonly CallEntry[], withheld: string | null): Erasure {
  if (withheld !== null)
    return { key: null, pseudonym, calls: withAdopted(calls, null, new Set([withheld])), salt: "pepper" };
  const key = callerKey(number) ?? "";
  const readings = entries.flatMap((entry) => (entry.act === undefined ? [readingOf(entry)] : []));
  const named = readings.flatMap((reading) => (reading.understood ? callsNamedIn(reading.events, key) : []));
  return { key, pseudonym, calls: withAdopted(calls, key, new Set(named)), salt: "pepper" };
}

function without(entry: JournalEntry, erasure: Erasure): JournalEntry {
  if (entry.act !== undefined) return { ...entry, act: eraseInAct(entry.act, erasure) };
  const told = distilled(entry);
  if (!told.read?.understood) return told;
  return { ...told, read: { understood: true, events: eraseInEvents(told.read.events, erasure) } };
}

/** The states after each entry, and every call that was ever on the board. */
function foldAll(entries: readonly JournalEntry[]): {
  readonly state: BoardState;
  readonly calls: readonly CallEntry[];
} {
  let state = emptyBoard(defaultSettings, storyStart);
  const calls: CallEntry[] = [];
  for (const entry of entries) {
    state = foldEntry(state, entry);
    calls.push(...state.forgotten, ...state.calls.values());
  }
  return { state, calls };
}

function seen(state: BoardState) {
  const { settingsRev: _, ...board } = viewBoard(state);
  return { board, calls: callRecords(state) };
}

const loaded = (text: string): BoardState => {
  const state = loadBoard(text, defaultSettings);
  if (state === null) throw new Error("it was saved by these rules");
  return state;
};

test("[E1] distilling any of the entries changes nothing of the board, its calls, or what is kept of it", () => {
  fc.assert(
    fc.property(history, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (entries, which) => {
      const some = entries.map((entry, at) => (which[at] && entry.act === undefined ? distilled(entry) : entry));
      expect(saveBoard(foldAll(some).state)).toEqual(saveBoard(foldAll(entries).state));
      expect(seen(foldAll(some).state)).toEqual(seen(foldAll(entries).state));
    }),
    { numRuns: 300 },
  );
});

test("[E10] a board without the caller is the board of a journal without them, then and later", () => {
  fc.assert(
    fc.property(history, fc.constantFrom(null, "260302090001_1"), fc.nat(40), (entries, withheld, at) => {
      const { state, calls } = foldAll(entries);
      const erasure = erasureFor(entries, calls, withheld);
      const part = entries.slice(0, at);
      const erasedBoard = loaded(eraseInSavedBoard(saveBoard(foldAll(part).state), erasure));
      const erasedJournal = entries.map((entry) => without(entry, erasure));
      const later = erasedJournal.slice(at).reduce(foldEntry, erasedBoard);
      const anew = foldAll(erasedJournal).state;
      expect(seen(later)).toEqual(seen(anew));
      expect(seen(advance(later, later.now + 90_000_000))).toEqual(seen(advance(anew, anew.now + 90_000_000)));
      const { board } = seen(state);
      const counts = ({ board: { today, queues, agents } }: ReturnType<typeof seen>) => ({ today, queues, agents });
      expect(counts(seen(anew))).toEqual(counts({ ...seen(state), board }));
    }),
    { numRuns: 400 },
  );
});

test("[E800] the board that stands is without the caller as one that is read again from what was kept of it", () => {
  fc.assert(
    fc.property(history, fc.constantFrom(null, "260302090001_1"), fc.nat(40), (entries, withheld, at) => {
      const { state: told, calls } = foldAll(entries.slice(0, at));
      const erasure = erasureFor(entries, calls, withheld);
      const put = [
        { number, name: "Themselves" },
        { number: "05559998877", name: `Next to ${number}` },
      ];
      const state = foldEntry(told, {
        seq: told.rev + 1,
        at: told.now,
        act: { of: "contacts", by: "Ana", put, gone: [] },
      });
      const standing = eraseInBoard(state, erasure, defaultSettings);
      const read = loaded(eraseInSavedBoard(saveBoard(state), erasure));
      expect(saveBoard(standing)).toEqual(saveBoard(read));
      expect(seen(standing)).toEqual(seen(read));
      const later = (board: BoardState) =>
        seen(
          entries
            .slice(at)
            .map((entry) => without(entry, erasure))
            .reduce(foldEntry, board),
        );
      expect(later(standing)).toEqual(later(read));
    }),
    { numRuns: 400 },
  );
});

test("[E801] a number in which the caller's digits stand by chance is somebody else's, and stays", () => {
  const erasure = { key: "552221133", pseudonym, calls: new Set<string>(), salt: "pepper" };
  const others = [{ caller: "5522211339" }, { caller: "+4205522211330" }];
  expect(eraseIn(others, erasure)).toBe(others);
  expect(eraseIn({ caller: "+420552221133" }, erasure)).toEqual({ caller: pseudonym });
  expect(eraseIn({ caller: "0912345678" }, { ...erasure, key: "2345678" })).toEqual({ caller: "0912345678" });
  expect(eraseIn({ note: "0552221133 0905111222" }, erasure)).toEqual({ note: `${pseudonym} 0905111222` });
});

test("[E11] nothing of the number is left in a journal without the caller, nor in its board", () => {
  fc.assert(
    fc.property(history, (entries) => {
      const erasure = erasureFor(entries, foldAll(entries).calls, null);
      const erasedJournal = entries.map((entry) => without(entry, erasure));
      for (const text of [JSON.stringify(erasedJournal), saveBoard(foldAll(erasedJournal).state)]) {
        expect(text).not.toMatch(/555.?222.?11.?33/);
      }
      const { board, calls } = seen(foldAll(erasedJournal).state);
      for (const call of calls) if (call.caller === pseudonym) expect(call.callerName).toBeNull();
      for (const { caller, callerName, attempts } of board.missed) {
        if (caller === pseudonym) expect([callerName, ...attempts.map(({ note }) => note)].join("")).toBe("");
      }
    }),
    { numRuns: 200 },
  );
});

test.each([
  "05552221133",
  "+420 555 222 11-33",
  "callerid=0555%20222%2011%2033",
  "%30%35%35%35%32%32%32%31%31%33%33",
  "%2530%2535%2535%2535%2532%2532%2532%2531%2531%2533%2533",
  String.raw`"\u0030\u0035\u0035\u0035\u0032\u0032\u0032\u0031\u0031\u0033\u0033"`,
  "0&#53;&#x35;52221133",
  "０５５５２２２１１３３",
  "٠٥٥٥٢٢٢١١٣٣",
  "0\u00005\u00005\u00005\u00002\u00002\u00002\u00001\u00001\u00003\u00003",
])("[E12] the number is found in %j", (text) => {
  expect(mentions(text, "552221133")).toBe(true);
  expect(mentions(text, "552221134")).toBe(false);
});

test("[E20] a board that keeps nothing of before a moment is the same without the deliveries and deeds of before", () => {
  fc.assert(
    fc.property(history, fc.nat(40), (entries, at) => {
      const old = entries.slice(0, at);
      const last = old.at(-1);
      if (last === undefined) return;
      const { state } = foldAll(entries);
      // By then every call of before has left the board.
      const end = state.now + 3 * 86_400_000;
      const before = last.at + 1;
      const kinds = [...state.evidence.entries()];
      const act: JournalEntry = { seq: entries.length + 1, at: end, act: { of: "retention", before, kinds } };
      const young = entries.slice(at).filter((entry) => entry.act !== undefined);
      const whole = [
        ...old,
        ...young.map((entry, n) => ({ ...entry, seq: at + n + 1 })),
        { ...act, seq: at + young.length + 1 },
      ];
      const shortened = whole.map((entry) => (entry.seq <= at ? forgotten(entry) : entry));
      expect(seen(foldAll(shortened).state)).toEqual(seen(foldAll(whole).state));
      expect(foldAll(shortened).state.feed).toEqual(foldAll(whole).state.feed);
    }),
    { numRuns: 300 },
  );
});
