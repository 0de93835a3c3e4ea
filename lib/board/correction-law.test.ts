import fc from "fast-check";
import { expect, test } from "vitest";
import type { Delivery } from "#lib/pbx/delivery.ts";
import { settingsAct } from "#lib/testing/random-acts.ts";
import { inboundCall, outboundCall, storyStart } from "#lib/testing/story.ts";
import type { Act } from "./act.ts";
import { defaultSettings } from "./board-settings.ts";
import type { BoardState } from "./board-state.ts";
import { advance, emptyBoard, foldEntry } from "./fold.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { callRecords, viewBoard } from "./view-board.ts";

const phone = fc.constantFrom("201", "202", "203");
const caller = fc.constantFrom("05552221133", "05559998877", "anonymous");

/** A delivery, and how many seconds after the one before it came. */
interface Told {
  readonly after: number;
  readonly delivery: Delivery;
}

/** What a phone system tells of one call from its beginning to its end; `n` makes its id. */
type FinishedCall = (n: number) => readonly Told[];

const pause = fc.constantFrom(1, 2.9, 4, 12, 25);

const inbound: fc.Arbitrary<FinishedCall> = fc
  .record({
    caller,
    menu: fc.boolean(),
    queues: fc.uniqueArray(fc.constantFrom("820", "821"), { maxLength: 2 }),
    rang: fc.array(phone, { maxLength: 4 }),
    answerer: fc.option(phone),
    transfer: fc.option(phone),
    honest: fc.boolean(),
    pauses: fc.array(pause, { minLength: 16, maxLength: 16 }),
  })
  .map(({ caller: from, menu, queues, rang, answerer, transfer, honest, pauses }) => (n) => {
    const words = inboundCall(`2603020900${String(n).padStart(2, "0")}_${n}`, from);
    const way = [
      ...(menu || (queues.length === 0 && rang.length === 0) ? [words.reaches("800", "other")] : []),
      ...queues.map((queue) => words.reaches(queue, honest ? "queue" : "other")),
      ...rang.map((one) => words.reaches(one, honest ? "ext" : "other")),
    ];
    const last = queues.at(-1) ?? rang.at(-1) ?? "800";
    if (answerer === null) return timed([...way, words.lost(last)], pauses);
    const answered = [...way, words.reaches(answerer, "ext"), words.answers(answerer, 1)];
    if (transfer === null || transfer === answerer) return timed([...answered, words.ends(answerer, 1)], pauses);
    const passedOn = [words.answers(transfer, 2, "Blind"), words.ends(transfer, 2)];
    return timed([...answered, words.ends(answerer, 1, { Transfer: "True" }), ...passedOn], pauses);
  });

const outbound: fc.Arbitrary<FinishedCall> = fc
  .record({ caller, phone, answered: fc.boolean(), pauses: fc.array(pause, { minLength: 3, maxLength: 3 }) })
  .map(({ caller: to, phone: from, answered, pauses }) => (n) => {
    const words = outboundCall(`2603020900${String(n).padStart(2, "0")}_${n}`, to);
    const rest = answered ? [words.answers(from), words.ends(from, 1, "Ok")] : [words.ends(from, 0, "Missed")];
    return timed([words.dials(from), ...rest], pauses);
  });

function timed(deliveries: readonly Delivery[], pauses: readonly number[]): readonly Told[] {
  return deliveries.map((delivery, i) => ({ after: pauses[i] ?? 1, delivery }));
}

/** An office's calls, one after the other, all of them over. */
const finishedCalls = fc
  .array(fc.oneof({ weight: 3, arbitrary: inbound }, outbound), { minLength: 1, maxLength: 6 })
  .map((calls) => calls.flatMap((call, n) => call(n)));

interface Acts {
  readonly first?: readonly Act[];
  readonly last?: readonly Act[];
  /** s from the last call to the last acts. */
  readonly after: number;
}

/** The journal, and an hour after the last acts. */
function journal(calls: readonly Told[], { first = [], last = [], after: wait }: Acts) {
  let at = storyStart;
  const entries: Omit<JournalEntry, "seq">[] = first.map((act) => ({ at, act }));
  for (const { after, delivery } of calls) {
    at += after * 1000;
    entries.push({ at, delivery });
  }
  for (const act of last) entries.push({ at: at + wait * 1000, act });
  return {
    entries: entries.map((entry, i) => ({ seq: i + 1, ...entry }) as JournalEntry),
    until: at + wait * 1000 + 3_600_000,
  };
}

/** What the board says of calls that are over; since when somebody is idle tells when it was read. */
function said({ entries, until }: ReturnType<typeof journal>): object {
  const state: BoardState = advance(entries.reduce(foldEntry, emptyBoard(defaultSettings, storyStart)), until);
  const { rev: _, settingsRev: __, agents, ...board } = viewBoard(state);
  return { board, agents: agents.map((agent) => ({ ...agent, since: null })), calls: callRecords(state) };
}

/** s: soon, on the same day after hours, when the board has let go of the calls, and days later. */
const later = fc.constantFrom(60, 7 * 3600, 30 * 3600, 5 * 86_400);

test("[D5] a correction re-reads the past as if it had held from the beginning, also calls the board has let go of", () => {
  fc.assert(
    fc.property(finishedCalls, fc.array(settingsAct, { minLength: 1, maxLength: 4 }), later, (calls, acts, after) => {
      expect(said(journal(calls, { last: acts, after }))).toEqual(said(journal(calls, { first: acts, after })));
    }),
    { numRuns: 1000 },
  );
});
