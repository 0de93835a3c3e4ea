import { targetsOf } from "#lib/call/call-view.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { Act, Contact, ContactsAct, DirectoryAct, QueueAct, RetentionAct, SiteAct } from "./act.ts";
import { publishAgent } from "./agent-entry.ts";
import { type Amendments, amend } from "./amendments.ts";
import type { Draft } from "./board-state.ts";
import { addMissedDeed, dropMisses, renameCaller } from "./caller-history.ts";
import type { DirectoryEntry } from "./directory.ts";
import { addKind, kindOfNumber } from "./number-kind.ts";
import { publishQueue, recountPassages } from "./queue-entry.ts";
import type { QueueRules } from "./queue-rules.ts";
import { reviewCallsOf, reviewKinds } from "./review-kinds.ts";
import { reviewCall } from "./shift-call.ts";

/** Does what a person did, at the draft's time. What does not apply, or says nothing new, changes nothing. */
export function takeAct(draft: Draft, act: Act, seq: number): void {
  switch (act.of) {
    case "missed":
      addMissedDeed(draft, act, seq);
      return;
    case "directory":
      if (amendDirectory(draft, act)) draft.settingsRev = seq;
      return;
    case "queue":
      if (amendQueue(draft, act)) draft.settingsRev = seq;
      return;
    case "contacts":
      if (changeContacts(draft, act)) draft.settingsRev = seq;
      return;
    case "site":
      if (amendSite(draft, act)) draft.settingsRev = seq;
      return;
    case "retention":
      keepFrom(draft, act);
      return;
  }
}

function amendDirectory(draft: Draft, { put, gone }: DirectoryAct): boolean {
  const listed = new Map<string, DirectoryEntry | null>();
  for (const number of gone) if (number !== "") listed.set(number, null);
  for (const entry of put) if (entry.number !== "") listed.set(entry.number, { ...entry, name: entry.name || null });
  const { directory } = draft.settings;
  const kinds = new Map([...listed.keys()].map((number) => [number, kindOfNumber(draft, number)]));
  amendBy(draft, { ...draft.amendments, directory: new Map([...draft.amendments.directory, ...listed]) });
  reviewKinds(draft, new Set([...listed.keys()].filter((number) => kindOfNumber(draft, number) !== kinds.get(number))));
  const said = [...listed].filter(([number, entry]) => !sameEntry(directory.get(number) ?? null, entry));
  for (const [number] of said) {
    if (draft.queues.has(number)) publishQueue(draft, number);
    if (draft.agents.has(number)) publishAgent(draft, number);
  }
  return said.length > 0;
}

function sameEntry(a: DirectoryEntry | null, b: DirectoryEntry | null): boolean {
  return (a === null) === (b === null) && a?.kind === b?.kind && a?.name === b?.name;
}

function amendQueue(draft: Draft, { queue, rules }: QueueAct): boolean {
  if (queue === "") return false;
  const before = draft.settings.queueRules.get(queue) ?? null;
  const targets = targetsOf(queue, draft.settings);
  amendBy(draft, { ...draft.amendments, queueRules: new Map([...draft.amendments.queueRules, [queue, rules]]) });
  if (sameRules(before, rules)) return false;
  const next = targetsOf(queue, draft.settings);
  // First the sums: a call that is then read anew takes away what it added, by the new targets.
  if (draft.queueEntries.has(queue)) {
    recountPassages(draft, queue, next);
    publishQueue(draft, queue);
  }
  if (next.ringStrategy !== targets.ringStrategy) reviewCallsOf(draft, new Set([queue]));
  return true;
}

function sameRules(a: QueueRules | null, b: QueueRules | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function amendSite(draft: Draft, { put }: SiteAct): boolean {
  const { site, targets } = draft.settings;
  amendBy(draft, { ...draft.amendments, site: { ...draft.amendments.site, ...put } });
  const next = draft.settings;
  if (JSON.stringify(site) === JSON.stringify(next.site)) return false;
  if (targets.answerWithin === next.targets.answerWithin && targets.shortAbandon === next.targets.shortAbandon) {
    return true;
  }
  for (const queue of [...draft.queueEntries.keys()]) {
    if (next.queueRules.has(queue)) continue;
    recountPassages(draft, queue, next.targets);
    publishQueue(draft, queue);
  }
  return true;
}

function amendBy(draft: Draft, amendments: Amendments): void {
  draft.amendments = amendments;
  draft.settings = amend(draft.settings, amendments);
}

function changeContacts(draft: Draft, { put, gone }: ContactsAct): boolean {
  const said = new Map<string, Contact | null>();
  for (const number of gone) {
    const key = callerKey(number);
    if (key !== null) said.set(key, null);
  }
  for (const contact of put) {
    const key = callerKey(contact.number);
    if (key !== null && contact.name !== "") said.set(key, contact);
  }
  const changed = new Set<string>();
  for (const [key, contact] of said) {
    const known = draft.contacts.get(key);
    if (known?.name === contact?.name && known?.number === contact?.number) continue;
    if (contact === null) draft.contacts.delete(key);
    else draft.contacts.set(key, contact);
    changed.add(key);
  }
  renameCalls(draft, changed);
  return changed.size > 0;
}

/** Shows calls and rows of these callers (`callerKey`) by the names that contacts give them now. */
export function renameCalls(draft: Draft, keys: ReadonlySet<string>): void {
  if (keys.size === 0) return;
  for (const key of keys) renameCaller(draft, key);
  for (const entry of [...draft.calls.values()]) {
    const key = callerKey(entry.view?.facts.caller ?? null);
    if (key !== null && keys.has(key)) reviewCall(draft, entry);
  }
}

function keepFrom(draft: Draft, { before, kinds }: RetentionAct): void {
  const changed = kinds.filter(([number, evidence]) => addKind(draft, number, evidence)).map(([number]) => number);
  reviewKinds(draft, new Set(changed));
  dropMisses(draft, before);
}
