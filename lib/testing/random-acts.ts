import fc from "fast-check";
import type { Act, MissedAct, MissedDeed } from "#lib/board/act.ts";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { arbitrarySitePut } from "./arbitrary-act.ts";
import { gap, randomStep, type Step } from "./random-history.ts";
import { inboundCall, storyStart } from "./story.ts";

/** Something a person does, and how many seconds after the step before. */
interface Doing {
  readonly after: number;
  /** Of the board as the person sees it. */
  readonly act: (state: BoardState) => Act;
}

export type ActedStep = Step | Doing;

const by = fc.constantFrom("Ana", "Lin");
const note = fc.constantFrom(null, "<b>call again</b>");
const deed = fc.constantFrom<MissedDeed>(
  "claim",
  "claim",
  "release",
  "attempt",
  "done",
  "not-needed",
  "reopen",
  "reopen",
  "undo",
  "undo",
);

/** A deed with a row that is there, most often as the person sees it. */
const missed = fc
  .tuple(fc.nat(8), deed, by, note, fc.constantFrom(0, 0, 0, 1))
  .map(([pick, what, who, words, behind]) => (state: BoardState): MissedAct => {
    const rows = viewBoard(state).missed;
    const row = rows[pick % Math.max(1, rows.length)];
    return {
      of: "missed",
      id: row?.id ?? "260302090001_1@0",
      deed: what,
      by: who,
      note: words,
      seen: (row?.changes ?? 0) - behind,
    };
  });

const number = fc.constantFrom("201", "202", "203", "820", "821", "800", "");
const name = fc.constantFrom(null, "Sales", "");
const kind = fc.constantFrom(null, "ivr" as const, "queue" as const, "agent" as const, "group" as const);

const listing = fc.record({
  of: fc.constant("directory" as const),
  by,
  put: fc.array(fc.record({ number, kind, name }), { maxLength: 2 }),
  gone: fc.array(number, { maxLength: 1 }),
});

const targets = fc.record({
  answerWithin: fc.constantFrom(1, 5, 20, 60),
  shortAbandon: fc.constantFrom(0, 5, 10),
  ringStrategy: fc.constantFrom("hunt" as const, "ring-all" as const),
});

const rules = fc.record({
  of: fc.constant("queue" as const),
  by,
  queue: fc.constantFrom("820", "821", "999", ""),
  rules: fc.option(fc.record({ targets, hours: fc.constantFrom(null, []) })),
});

const caller = fc.constantFrom("05552221133", "+420 555 222 1133", "05559998877", "anonymous", "");

const contacts = fc.record({
  of: fc.constant("contacts" as const),
  by,
  put: fc.array(fc.record({ number: caller, name: fc.constantFrom("Brandt GmbH", "{x}", "") }), { maxLength: 2 }),
  gone: fc.array(caller, { maxLength: 1 }),
});

const site = fc.record({ of: fc.constant("site" as const), by, put: arbitrarySitePut });

/** Any change of names, kinds, rules, contacts or the site's settings. */
export const settingsAct: fc.Arbitrary<Act> = fc.oneof(listing, rules, contacts, site);

const doing: fc.Arbitrary<Doing> = fc.record({
  after: gap,
  act: fc.oneof({ weight: 5, arbitrary: missed }, { weight: 2, arbitrary: settingsAct.map((act) => () => act) }),
});

/** Calls that are lost, and nothing else: without them there is seldom a row to be dealt with. */
const lostCall: fc.Arbitrary<Step> = fc
  .tuple(gap, fc.constantFrom(7, 8, 9), caller, fc.constantFrom("820", "821", "201"))
  .map(([after, n, from, where]) => ({ after, delivery: inboundCall(`26030209000${n}_${n}`, from).lost(where) }));

/** A hostile feed among people who do whatever the screens let them do, and more. */
export const actedHistory: fc.Arbitrary<readonly ActedStep[]> = fc.array(
  fc.oneof({ weight: 5, arbitrary: randomStep }, { weight: 1, arbitrary: lostCall }, { weight: 5, arbitrary: doing }),
  // Left to itself the library writes a handful of steps: seldom a row, hardly ever one that two people want.
  { maxLength: 40, size: "max" },
);

/** The journal of such a history: every act is that of a person who sees the board of its moment. */
export function actedEntries(steps: readonly ActedStep[]): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  let state = emptyBoard(defaultSettings, storyStart);
  let at = storyStart;
  for (const step of steps) {
    at += step.after * 1000;
    state = advance(state, at);
    const seq = entries.length + 1;
    const entry: JournalEntry =
      "act" in step ? { seq, at, act: step.act(state) } : { seq, at, delivery: step.delivery };
    entries.push(entry);
    state = foldEntry(state, entry);
  }
  return entries;
}
