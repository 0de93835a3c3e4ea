import type { BoardSettings } from "./board-settings.ts";
import { type BoardState, type Draft, draftOf } from "./board-state.ts";
import { restoreCaller } from "./caller-history.ts";
import { loadBoard, saveBoard } from "./checkpoint.ts";
import { type Erasure, eraseIn, eraseInSavedBoard } from "./erasure.ts";
import { type CallerHistory, noHistory } from "./missed-case.ts";
import { differences } from "./ordered-map.ts";
import { reviewCall } from "./shift-call.ts";
import { renameCalls } from "./take-act.ts";

/**
 * The board as a fold of a journal without the caller makes it. It costs one look at everything, and reads again only the
 * calls that tell of them.
 * @param start the settings of the start, which amendments lie over
 */
export function eraseInBoard(state: BoardState, erasure: Erasure, start: BoardSettings): BoardState {
  const office = officeOf(state);
  if (eraseIn(office, erasure) !== office) return readAnew(state, erasure, start);
  const draft = draftOf(state);
  const renamed = eraseContacts(draft, erasure);
  for (const entry of state.calls.values()) {
    const own = eraseIn(entry.own, erasure);
    const adopted = eraseIn(entry.adopted, erasure);
    if (own !== entry.own || adopted !== entry.adopted) reviewCall(draft, { ...entry, own, adopted });
  }
  eraseHistories(draft, state, erasure);
  renameCalls(draft, renamed);
  return draft;
}

/** What is seldom a caller's number: of one whose phone is a phone of the office, everything is read again. */
function officeOf({ evidence, agents, chains, amendments }: BoardState): unknown {
  const { directory, queueRules } = amendments;
  return [[...evidence.keys()], [...agents.keys()], [...chains.entries()], [...directory], [...queueRules]];
}

function readAnew(state: BoardState, erasure: Erasure, start: BoardSettings): BoardState {
  const next = loadBoard(eraseInSavedBoard(saveBoard(state), erasure), start);
  if (next === null) throw new Error("a board of this very reading could not be read");
  return next;
}

/** Returns the keys of other callers whose contacts the number stood in. */
function eraseContacts(draft: Draft, erasure: Erasure): ReadonlySet<string> {
  const renamed = new Set<string>();
  for (const [key, contact] of [...draft.contacts.entries()]) {
    const kept = eraseIn(contact, erasure);
    if (key === erasure.key) draft.contacts.delete(key);
    else if (kept !== contact) {
      draft.contacts.set(key, kept);
      renamed.add(key);
    }
  }
  return renamed;
}

/** Reading calls again moved their misses to the new name, but what was done about them holds notes. */
function eraseHistories(draft: Draft, before: BoardState, erasure: Erasure): void {
  const kept = new Map<string, CallerHistory>();
  const touched = new Set<string>();
  for (const pair of before.callers.entries()) {
    const erased = eraseIn(pair, erasure);
    kept.set(...erased);
    if (erased !== pair) for (const [key] of [pair, erased]) touched.add(key);
  }
  for (const key of differences(before.callers, draft.callers).keys) touched.add(key);
  for (const key of touched) restoreCaller(draft, key, kept.get(key) ?? noHistory);
}
