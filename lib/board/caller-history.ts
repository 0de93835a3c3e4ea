import type { Contact, Miss } from "#lib/call/call-shares.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { MissedCaller, Resolution } from "./board.ts";
import type { Draft } from "./board-state.ts";
import { timeKey } from "./ordered-map.ts";
import { compareText } from "./text-order.ts";

/** What befell one caller: the calls nobody answered, and the times somebody spoke to them. By time. */
export interface CallerHistory {
  readonly misses: readonly Miss[];
  readonly contacts: readonly Contact[];
}

const noHistory: CallerHistory = { misses: [], contacts: [] };

/**
 * One row from the first miss after the caller was last spoken to; spoken to again, it closes by itself.
 * Oldest first.
 */
function missedRows(history: CallerHistory): readonly MissedCaller[] {
  const rows: MissedCaller[] = [];
  let group: Miss[] = [];
  let contacts = history.contacts;
  for (const miss of history.misses) {
    const last = group.at(-1);
    const spoken = last === undefined ? undefined : contacts.find((contact) => contact.at >= last.at);
    if (spoken !== undefined && spoken.at < miss.at) {
      rows.push(rowOf(group, spoken));
      group = [];
      contacts = contacts.filter((contact) => contact.at >= spoken.at);
    }
    group.push(miss);
  }
  const last = group.at(-1);
  if (last !== undefined) rows.push(rowOf(group, contacts.find((contact) => contact.at >= last.at) ?? null));
  return rows;
}

function rowOf(group: readonly Miss[], contact: Contact | null): MissedCaller {
  const first = group[0] as Miss;
  const last = group.at(-1) as Miss;
  return {
    // The time beside it: a phone system may use an id again after days, while the old row still waits.
    id: `${first.callId}@${first.at}`,
    caller: last.caller,
    callerName: group.findLast((miss) => miss.callerName !== null)?.callerName ?? null,
    count: group.length,
    firstAt: isoTime(first.at),
    lastAt: isoTime(last.at),
    lostIn: last.lostIn,
    queue: last.queue,
    waitSeconds: last.waitSeconds,
    rang: [...new Set(group.flatMap((miss) => miss.rang))],
    status: contact === null ? "open" : "resolved",
    claimedBy: null,
    resolution: contact === null ? null : resolutionOf(contact),
  };
}

function resolutionOf(contact: Contact): Resolution {
  return { how: contact.how, at: isoTime(contact.at), by: null, callId: contact.callId };
}

/** Puts `next` in the place of what the call told of its caller before. */
export function shiftCaller(
  draft: Draft,
  before: { readonly miss: Miss | null; readonly contact: Contact | null },
  next: { readonly miss: Miss | null; readonly contact: Contact | null },
): void {
  const keys = new Set<string>();
  for (const miss of [before.miss, next.miss]) if (miss !== null) keys.add(historyKey(miss));
  for (const contact of [before.contact, next.contact]) if (contact !== null) keys.add(contact.key);
  for (const key of keys) {
    const known = draft.callers.get(key) ?? noHistory;
    const misses = exchange(
      known.misses,
      before.miss,
      next.miss !== null && historyKey(next.miss) === key ? next.miss : null,
    );
    const contacts = exchange(known.contacts, before.contact, next.contact?.key === key ? next.contact : null);
    replaceHistory(draft, key, known, { misses, contacts });
  }
}

/** A withheld number is never merged with another: its call stands for it. */
function historyKey(miss: Miss): string {
  return miss.key ?? `call ${miss.callId}`;
}

function exchange<T extends { readonly callId: string; readonly at: number }>(
  list: readonly T[],
  before: T | null,
  next: T | null,
): readonly T[] {
  const rest = list.filter((item) => item.callId !== before?.callId && item.callId !== next?.callId);
  return next === null ? rest : [...rest, next].sort((a, b) => a.at - b.at || compareText(a.callId, b.callId));
}

function replaceHistory(draft: Draft, key: string, known: CallerHistory, next: CallerHistory): void {
  const dayStart = draft.day.start;
  const before = shownRows(known, dayStart);
  const after = shownRows(next, dayStart);
  for (const row of before) draft.missed.delete(rowKey(row));
  for (const row of after) {
    const old = before.find((one) => one.id === row.id);
    draft.missed.set(rowKey(row), old !== undefined && sameRow(old, row) ? old : row);
  }
  if (next.misses.length === 0 && next.contacts.length === 0) draft.callers.delete(key);
  else draft.callers.set(key, next);
}

export function restoreCaller(draft: Draft, key: string, history: CallerHistory): void {
  replaceHistory(draft, key, noHistory, history);
}

/** At midnight: rows resolved the day before leave, and with them what no row needs any more. */
export function turnCallers(draft: Draft): void {
  for (const [key, history] of [...draft.callers.entries()]) {
    const open = missedRows(history).find((row) => row.status !== "resolved");
    const from = open === undefined ? Number.POSITIVE_INFINITY : Date.parse(open.firstAt);
    const misses = history.misses.filter((miss) => miss.at >= from);
    replaceHistory(draft, key, history, { misses, contacts: [] });
  }
  for (const row of [...draft.missed.values()]) {
    if (!isShown(row, draft.day.start)) draft.missed.delete(rowKey(row));
  }
}

function shownRows(history: CallerHistory, dayStart: number): readonly MissedCaller[] {
  return missedRows(history).filter((row) => isShown(row, dayStart));
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
