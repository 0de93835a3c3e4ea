import type { Contact, Miss } from "#lib/call/call-shares.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { MissedAct } from "./act.ts";
import type { ArchivedCall } from "./archived-call.ts";
import type { MissedCaller } from "./board.ts";
import type { BoardState, CallEntry, Draft } from "./board-state.ts";
import { verdictAmong } from "./deed-rules.ts";
import { type CallerHistory, type DeedWanted, type KnownMiss, type MissedCase, noHistory } from "./missed-case.ts";
import { missedCases, missedRow, rowId } from "./missed-rows.ts";
import { kindOfNumber } from "./number-kind.ts";
import { timeKey } from "./ordered-map.ts";
import { readFacts } from "./read-facts.ts";
import { compareText } from "./text-order.ts";

/** What one call tells of its caller. */
interface CallerPart {
  readonly miss: Miss | null;
  readonly contact: Contact | null;
}

/**
 * Puts `next` in the place of what the call told of its caller before. What a midnight took out of the history does not
 * come back because a late fact changes it.
 */
export function shiftCaller(draft: Draft, before: CallerPart, next: CallerPart): void {
  shiftMiss(draft, before.miss, next.miss);
  shiftContact(draft, before.contact, next.contact);
}

function shiftMiss(draft: Draft, before: Miss | null, next: Miss | null): void {
  const was = before === null ? null : historyKey(before);
  const is = next === null ? null : historyKey(next);
  const known = historyUnder(draft, was);
  if (before !== null && !known.misses.some((miss) => miss.callId === before.callId)) return;
  if (was === is) {
    if (was !== null) replaceHistory(draft, was, known, { ...known, misses: exchange(known.misses, before, next) });
    return;
  }
  // The feed told the caller's number late: what was done about the call goes with it.
  const ofCall = known.deeds.filter((deed) => deed.callId === before?.callId);
  if (was !== null) {
    const deeds = is === null ? known.deeds : known.deeds.filter((deed) => !ofCall.includes(deed));
    replaceHistory(draft, was, known, { ...known, misses: exchange(known.misses, before, null), deeds });
  }
  if (is !== null) {
    const other = historyUnder(draft, is);
    const deeds = [...other.deeds, ...ofCall].sort((a, b) => a.seq - b.seq);
    replaceHistory(draft, is, other, { ...other, misses: exchange(other.misses, null, next), deeds });
  }
}

function shiftContact(draft: Draft, before: Contact | null, next: Contact | null): void {
  if (before !== null) {
    const known = historyUnder(draft, before.key);
    if (!known.contacts.some((contact) => contact.callId === before.callId)) return;
    if (before.key !== next?.key) {
      replaceHistory(draft, before.key, known, { ...known, contacts: exchange(known.contacts, before, null) });
    }
  }
  if (next !== null) {
    const known = historyUnder(draft, next.key);
    replaceHistory(draft, next.key, known, { ...known, contacts: exchange(known.contacts, before, next) });
  }
}

function historyUnder(state: Pick<BoardState, "callers">, key: string | null): CallerHistory {
  return (key === null ? undefined : state.callers.get(key)) ?? noHistory;
}

/** A withheld number is never merged with another: its call stands for it. */
function historyKey(miss: Miss): string {
  return miss.key ?? withheldKey(miss.callId);
}

function withheldKey(callId: string): string {
  return `call ${callId}`;
}

function exchange<T extends { readonly callId: string; readonly at: number }>(
  list: readonly T[],
  before: T | null,
  next: T | null,
): readonly T[] {
  const rest = list.filter((item) => item.callId !== before?.callId && item.callId !== next?.callId);
  return next === null ? rest : [...rest, next].sort((a, b) => a.at - b.at || compareText(a.callId, b.callId));
}

/** Adds what somebody did with a row, unless it does not apply. */
export function addMissedDeed(draft: Draft, act: MissedAct, seq: number): void {
  const found = caseOf(draft, act.id);
  if (found === null || verdictAmong(found.cases, deedOf(act, found.callId)).is !== "taken") return;
  const known = historyUnder(draft, found.key);
  const deed = { ...deedOf(act, found.callId), at: draft.now, seq };
  replaceHistory(draft, found.key, known, { ...known, deeds: [...known.deeds, deed] });
}

export function deedOf({ deed, by, byId, note, seen }: MissedAct, callId: string): DeedWanted {
  return { callId, deed, by, byId: byId ?? null, note, seen };
}

/** The caller of whom the board shows a row that holds the miss which `id` names; null when it shows none. */
export function caseOf(
  state: Pick<BoardState, "callers" | "missed">,
  id: string,
): { readonly key: string; readonly callId: string; readonly cases: readonly MissedCase[] } | null {
  const callId = id.slice(0, Math.max(0, id.lastIndexOf("@")));
  for (const row of state.missed.values()) {
    if (!row.callIds.includes(callId)) continue;
    const key = callerKey(row.caller) ?? withheldKey(callId);
    const history = historyUnder(state, key);
    if (history.misses.some((miss) => rowId(miss) === id)) return { key, callId, cases: missedCases(history) };
  }
  return null;
}

function replaceHistory(draft: Draft, key: string, known: CallerHistory, next: CallerHistory): void {
  if (next.misses.length === 0 && next.contacts.length === 0 && next.deeds.length === 0) draft.callers.delete(key);
  else draft.callers.set(key, next);
  // Most callers are spoken to, and have no row at any time.
  if (known.misses.length === 0 && next.misses.length === 0) return;
  showRows(draft, shownRows(draft, key, known), shownRows(draft, key, next));
}

/** Puts the rows in their place; one that says the same stays what it is. */
function showRows(draft: Draft, before: readonly MissedCaller[], after: readonly MissedCaller[]): void {
  const places = new Set(after.map(rowKey));
  for (const row of before) if (!places.has(rowKey(row))) draft.missed.delete(rowKey(row));
  for (const row of after) {
    const shown = draft.missed.get(rowKey(row));
    if (shown === undefined || !sameRow(shown, row)) draft.missed.set(rowKey(row), row);
  }
}

/** Shows the caller's rows anew, after the contacts changed. */
export function renameCaller(draft: Draft, key: string): void {
  const history = draft.callers.get(key);
  if (history !== undefined) showRows(draft, [], shownRows(draft, key, history));
}

/** Rows whose every miss was before `at` (epoch ms) leave, with all that was done about them. */
export function dropMisses(draft: Draft, at: number): void {
  for (const [key, history] of [...draft.callers.entries()]) {
    const gone = new Set(
      missedCases(history)
        .filter((one) => one.misses.every((miss) => miss.at < at))
        .flatMap((one) => one.misses),
    );
    if (gone.size === 0) continue;
    const misses = history.misses.filter((miss) => !gone.has(miss));
    const calls = new Set(misses.map(({ callId }) => callId));
    const deeds = history.deeds.filter(({ callId }) => calls.has(callId));
    const contacts = misses.length === 0 ? history.contacts.filter((contact) => contact.at >= at) : history.contacts;
    replaceHistory(draft, key, history, { misses, contacts, deeds });
  }
}

export function restoreCaller(draft: Draft, key: string, history: CallerHistory): void {
  replaceHistory(draft, key, historyUnder(draft, key), history);
}

/** At midnight: rows resolved the day before leave, and with them what no row needs any more. */
export function turnCallers(draft: Draft): void {
  for (const [key, history] of [...draft.callers.entries()]) replaceHistory(draft, key, history, needed(history));
  for (const row of [...draft.missed.values()]) {
    if (!isShown(row, draft.day.start)) draft.missed.delete(rowKey(row));
  }
}

/** A row still to be dealt with is a caller's last: it needs its own calls, and all that happened since its first. */
function needed(history: CallerHistory): CallerHistory {
  const last = missedCases(history).at(-1);
  const first = last?.misses[0];
  if (last === undefined || first === undefined || last.standing.status === "resolved") return noHistory;
  const calls = new Set(last.misses.map((miss) => miss.callId));
  return {
    misses: last.misses,
    contacts: history.contacts.filter((contact) => contact.at >= first.at),
    deeds: history.deeds.filter((deed) => calls.has(deed.callId)),
  };
}

/** Keeps the facts of a missed call that leaves the board with its caller, for as long as a row stands on it. */
export function keepMiss(draft: Draft, { own, adopted, memory, shares }: CallEntry): void {
  if (shares.miss === null) return;
  const key = historyKey(shares.miss);
  const known = draft.callers.get(key);
  if (known === undefined) return;
  const id = rowId(shares.miss);
  const misses = known.misses.map((miss) => (rowId(miss) === id ? { ...miss, letGo: { own, adopted, memory } } : miss));
  draft.callers.set(key, { ...known, misses });
}

/** Reads missed calls that the board holds no more anew, where `met` says that what changed concerns them. */
export function reviewMisses(draft: Draft, met: (call: ArchivedCall) => boolean): void {
  for (const [key, history] of [...draft.callers.entries()]) {
    if (!history.misses.some(({ letGo }) => letGo !== undefined && met(letGo))) continue;
    const misses = history.misses
      .map((miss) => (miss.letGo !== undefined && met(miss.letGo) ? readMiss(draft, miss.letGo) : miss))
      .filter((miss) => miss !== null);
    replaceHistory(draft, key, history, { ...history, misses });
  }
}

function readMiss(draft: Draft, call: ArchivedCall): KnownMiss | null {
  const kindOf = (number: string): NumberKind | null => kindOfNumber(draft, number);
  const { miss } = readFacts(call, draft.now, kindOf, draft.settings).shares;
  return miss && { ...miss, letGo: call };
}

function shownRows(draft: Draft, key: string, history: CallerHistory): readonly MissedCaller[] {
  const name = draft.contacts.get(key)?.name ?? null;
  return missedCases(history)
    .map((one) => missedRow(one, name))
    .filter((row) => isShown(row, draft.day.start));
}

function isShown(row: MissedCaller, dayStart: number): boolean {
  return row.resolution === null || Date.parse(row.resolution.at) >= dayStart;
}

function rowKey(row: MissedCaller): string {
  return timeKey(Date.parse(row.lastAt), row.id);
}

function sameRow(a: MissedCaller, b: MissedCaller): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
