import type { Contact, Miss } from "#lib/call/call-shares.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import type { MissedCaller } from "./board.ts";
import { afterDeed, caseWith, verdictAmong } from "./deed-rules.ts";
import {
  type CallerHistory,
  changed,
  type Deed,
  type KnownMiss,
  type MissedCase,
  type Standing,
  untouched,
} from "./missed-case.ts";

type Happening =
  | { readonly at: number; readonly miss: KnownMiss }
  | { readonly at: number; readonly contact: Contact }
  | { readonly at: number; readonly deed: Deed };

/**
 * The rows of one caller, oldest first: a miss opens one or joins the open one, a contact resolves it, deeds do what
 * people may. Of what happened in the same ms misses come first, then contacts.
 */
export function missedCases({ misses, contacts, deeds }: CallerHistory): readonly MissedCase[] {
  if (misses.length === 0) return [];
  const happenings: Happening[] = [
    ...misses.map((miss) => ({ at: miss.at, miss })),
    ...contacts.map((contact) => ({ at: contact.at, contact })),
    ...deeds.map((deed) => ({ at: deed.at, deed })),
  ];
  const cases: MissedCase[] = [];
  // The last row's calls: a list of its own that grows, because one caller may be lost a thousand times.
  let group: KnownMiss[] = [];
  for (const happening of happenings.sort((a, b) => a.at - b.at)) {
    if ("contact" in happening) resolveLast(cases, happening.contact);
    else if ("deed" in happening) addDeed(cases, happening.deed);
    else if (isOpen(cases.at(-1))) group.push(happening.miss);
    else {
      group = [happening.miss];
      cases.push({ misses: group, standing: untouched, past: [], changes: 0, changedBy: null, changedById: null });
    }
  }
  return cases;
}

function isOpen(one: MissedCase | undefined): one is MissedCase {
  return one !== undefined && one.standing.status !== "resolved";
}

function resolveLast(cases: MissedCase[], { how, at, callId }: Contact): void {
  const last = cases.at(-1);
  if (!isOpen(last)) return;
  const resolution = { how, at: isoTime(at), by: null, callId, verdict: null, note: null };
  const standing: Standing = { ...last.standing, status: "resolved", claimedBy: null, claimedById: null, resolution };
  cases[cases.length - 1] = changed(last, standing, null);
}

function addDeed(cases: MissedCase[], deed: Deed): void {
  const one = caseWith(cases, deed.callId);
  if (one !== undefined && verdictAmong(cases, deed).is === "taken") cases[cases.indexOf(one)] = afterDeed(one, deed);
}

/** The case as the board shows it. @param contactName what the operator calls the caller */
export function missedRow({ misses, standing, past, changes }: MissedCase, contactName: string | null): MissedCaller {
  const first = misses[0] as KnownMiss;
  const last = misses.at(-1) as KnownMiss;
  return {
    id: rowId(first),
    caller: last.caller,
    callerName: contactName ?? misses.findLast((miss) => miss.callerName !== null)?.callerName ?? null,
    count: misses.length,
    firstAt: isoTime(first.at),
    lastAt: isoTime(last.at),
    lostIn: last.lostIn,
    queue: last.queue,
    waitSeconds: last.waitSeconds,
    rang: [...new Set(misses.flatMap((miss) => miss.rang))],
    status: standing.status,
    claimedBy: standing.claimedBy,
    claimedById: standing.claimedById,
    resolution: standing.resolution,
    callIds: misses.map((miss) => miss.callId),
    attempts: standing.attempts,
    changes,
    undoable: past.length > 0,
  };
}

/** A row is named by its first miss. The time beside the call: a phone system may use an id again after days. */
export function rowId({ callId, at }: Pick<Miss, "callId" | "at">): string {
  return `${callId}@${at}`;
}
