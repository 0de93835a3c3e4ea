import type { Contact } from "#lib/board/act.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import type { Directory, DirectoryEntry } from "#lib/board/directory.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { ImportPreview } from "#lib/protocol/api/directory-answers.ts";

const SHOWN_CHANGES = 200;

/** What of a list differs from what is known, ready to be an act. */
export interface Plan<Entry> {
  readonly put: readonly Entry[];
  /** Numbers of which nothing is said any more. */
  readonly gone: readonly string[];
  readonly shown: Omit<ImportPreview, "faults">;
}

export function isIdle({ put, gone }: Plan<unknown>): boolean {
  return put.length === 0 && gone.length === 0;
}

/** An entry with neither kind nor name says nothing, and takes away what was said. */
export function planDirectory(known: Directory, wanted: readonly DirectoryEntry[]): Plan<DirectoryEntry> {
  return plan(
    wanted.map((entry) => {
      const before = known.get(entry.number) ?? null;
      const after = saysNothing(entry) ? null : entry;
      const same = before?.kind === after?.kind && before?.name === after?.name;
      return { number: entry.number, before, after, same };
    }),
  );
}

export function saysNothing({ kind, name }: DirectoryEntry): boolean {
  return kind === null && name === null;
}

/** One caller's number in another spelling is the same contact. */
export function planContacts(known: BoardState["contacts"], wanted: readonly Contact[]): Plan<Contact> {
  return plan(
    wanted.map((after) => {
      const before = known.get(callerKey(after.number) ?? "") ?? null;
      return { number: after.number, before, after, same: before?.name === after.name };
    }),
  );
}

interface Step<Entry> {
  readonly number: string;
  readonly before: Entry | null;
  readonly after: Entry | null;
  readonly same: boolean;
}

function plan<Entry extends Named>(steps: readonly Step<Entry>[]): Plan<Entry> {
  const changing = steps.filter(({ same }) => !same);
  const added = changing.filter(({ before }) => before === null).length;
  return {
    put: changing.map(({ after }) => after).filter((after) => after !== null),
    gone: changing.filter(({ after }) => after === null).map(({ number }) => number),
    shown: {
      added,
      changed: changing.length - added,
      unchanged: steps.length - changing.length,
      changes: changing.slice(0, SHOWN_CHANGES).map(({ number, before, after }) => ({
        number,
        before: before && sayingOf(before),
        after: after ? sayingOf(after) : { kind: null, name: null },
      })),
    },
  };
}

interface Named {
  readonly kind?: DirectoryEntry["kind"];
  readonly name: string | null;
}

function sayingOf({ kind = null, name }: Named): {
  readonly kind: DirectoryEntry["kind"];
  readonly name: string | null;
} {
  return { kind, name };
}
