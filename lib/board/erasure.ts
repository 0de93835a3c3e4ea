import type { CallFacts } from "#lib/call/call-facts.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { PbxEvent } from "#lib/pbx/pbx-event.ts";
import type { Act } from "./act.ts";
import type { ArchivedCall } from "./archived-call.ts";
import { mentions, withoutNumber } from "./number-in-text.ts";

/**
 * Whose traces are erased. What stands in the place of the number means nothing, but is the same everywhere: who was one
 * caller stays one, calls stay linked, and every sum stays what it was.
 */
export interface Erasure {
  /** `callerKey` of the number; null: the caller of one call, who withheld it. */
  readonly key: string | null;
  /** What the number is replaced by, as `callerKey` knows it. */
  readonly pseudonym: string;
  /** Every id of every call of the caller, without the leg. */
  readonly calls: ReadonlySet<string>;
  /** Drawn for this erasure and kept nowhere: without it nobody can try out what a pseudonym was made from. */
  readonly salt: string;
}

/**
 * A JSON value (an event, a call's facts or record, a kept board) without the caller: the number is replaced wherever it
 * stands, and of the caller's calls the names, notes and recordings' addresses go. What says nothing of them is given back
 * as it is, the same object.
 */
export function eraseIn<T>(value: T, erasure: Erasure): T {
  return erased(value, erasure, false) as T;
}

export function eraseInEvents(events: readonly PbxEvent[], erasure: Erasure): readonly PbxEvent[] {
  return eraseIn(events, erasure);
}

/** Settings of the site hold no callers. A contact that has the number goes. The same act, where it says nothing of them. */
export function eraseInAct(act: Act, erasure: Erasure): Act {
  switch (act.of) {
    case "site":
    case "retention":
      return act;
    case "contacts": {
      const put = act.put.filter(({ number }) => !isNumberOf(number, erasure));
      const gone = act.gone.filter((number) => !isNumberOf(number, erasure));
      const isWhole = put.length === act.put.length && gone.length === act.gone.length;
      return eraseIn(isWhole ? act : { ...act, put, gone }, erasure);
    }
    case "missed":
    case "directory":
    case "queue":
      return eraseIn(act, erasure);
  }
}

interface Contacts {
  readonly contacts: readonly (readonly [string, unknown])[];
  readonly site: unknown;
}

/** What `saveBoard` wrote, as it would have written it of a journal without the caller. */
export function eraseInSavedBoard(text: string, erasure: Erasure): string {
  const { contacts, site, ...saved } = JSON.parse(text) as Contacts;
  const kept = contacts.filter(([key]) => key !== erasure.key).map((contact) => eraseIn(contact, erasure));
  return JSON.stringify({ ...eraseIn(saved, erasure), contacts: kept, site });
}

/** The calls of who has the number that the event tells of. */
export function callsNamedIn(events: readonly PbxEvent[], key: string): readonly string[] {
  return events.flatMap((event) =>
    event.kind !== "unrecognised" && callerKey(event.caller) === key ? [event.callId] : [],
  );
}

type Ids = Pick<ArchivedCall, "own" | "adopted">;

/** The given ids and all that belong to one call with them: what is known under one id is told of the others too. */
export function withAdopted(calls: Iterable<Ids>, key: string | null, ids: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(ids);
  const known = [...calls].map(({ own, adopted }) => [own, ...adopted.map((one) => one.facts)]);
  for (let size = -1; size < all.size; ) {
    size = all.size;
    for (const facts of known) if (isOfCaller(facts, key, all)) for (const { id } of facts) all.add(id);
  }
  return all;
}

function isOfCaller(facts: readonly CallFacts[], key: string | null, ids: ReadonlySet<string>): boolean {
  return facts.some(({ id, caller }) => ids.has(id) || (key !== null && callerKey(caller) === key));
}

function isNumberOf(text: string, { key }: Erasure): boolean {
  return key !== null && callerKey(text) === key;
}

function erased(value: unknown, erasure: Erasure, concerned: boolean): unknown {
  if (typeof value === "string") return textWithout(value, erasure, concerned);
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => erased(item, erasure, concerned));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  if (typeof value !== "object" || value === null) return value;
  const inside = concerned || concerns(value, erasure);
  const changed: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    const kept = inside && personal.has(name) ? null : erased(field, erasure, inside);
    if (kept !== field) changed[name] = kept;
  }
  return Object.keys(changed).length === 0 ? value : { ...value, ...changed };
}

const personal: ReadonlySet<string> = new Set(["callerName", "name", "note"]);

/** An object that tells of a call of the caller, or of the number. */
function concerns(value: object, erasure: Erasure): boolean {
  const { caller, number, key, callId, id } = value as Readonly<Record<string, unknown>>;
  if ([caller, number].some((text) => typeof text === "string" && isNumberOf(text, erasure))) return true;
  if (key !== undefined && key !== null && key === erasure.key) return true;
  return [callId, id].some((text) => typeof text === "string" && erasure.calls.has(text.split("@", 1)[0] ?? ""));
}

/** What is no number and no words, though it has digits: a time, the id of a call or of a row. */
const notSpoken = /^(?:\d{4}-\d\d-\d\dT[\d:.]+Z|(?:call )?\d{12}_\d+(?:@\d+)?)$/;
const address = /^https?:/i;
const oneNumber = /^\+?\d+$/;
/** Escaped or not, nothing shorter spells a number: one sign can be two digits at most. */
const SHORTEST_MENTION = 4;

function textWithout(text: string, erasure: Erasure, concerned: boolean): string {
  const { key, pseudonym } = erasure;
  if (concerned && address.test(text)) return addressWithout(text, erasure);
  if (key === null || text.length < SHORTEST_MENTION || notSpoken.test(text) || !mentions(text, key)) return text;
  if (!/\p{L}/u.test(text) && callerKey(text) === key) return pseudonym;
  // Somebody else's, in which the digits stand by chance: replaced, the two would be one caller.
  if (oneNumber.test(text)) return text;
  return address.test(text) ? addressWithout(text, erasure) : withoutNumber(text, key, pseudonym);
}

/** A recording's address tells the number and the name; two of them stay two. */
function addressWithout(text: string, { pseudonym, salt }: Erasure): string {
  if (text.startsWith(erasedHost)) return text;
  return `${erasedHost}${pseudonym}/${lettersOf(`${salt} ${text}`)}`;
}

const erasedHost = "https://erased.invalid/";

/** Two sums of 32 bits (FNV-1a), in letters: digits could be somebody's number. */
function lettersOf(text: string): string {
  const letters = (seed: number) => {
    let sum = seed;
    for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
    return [...(sum >>> 0).toString(16)].map((digit) => "abcdefghijklmnop"[Number.parseInt(digit, 16)]).join("");
  };
  return letters(0x811c9dc5) + letters(0x7ee3623b);
}
