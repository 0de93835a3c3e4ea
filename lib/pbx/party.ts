import { cleanName, cleanNumber } from "./clean-text.ts";
import type { Fields } from "./fields.ts";
import { saysNothing } from "./says-nothing.ts";

// MAKECALL stands where a number should, when a program placed the call.
const noParty =
  /^(?:makecall|(?:sips?:)?"?(?:(?:caller|number) )?(?:anonymous|unknown|withheld|private|restricted|blocked|hidden|(?:un|not )available|no(?= ))(?: (?:caller|number|name|id))*"?(?:@.*)?)$/i;

/** The other party's number as given; null when withheld or absent. */
export function callerOf(fields: Fields): string | null {
  return unlessNone(cleanNumber(fields.callerid));
}

/** The operator's own name for the number, else what the caller's phone calls itself, if that says more than the number. */
export function callerNameOf(fields: Fields): string | null {
  const contact = cleanName(fields.phonebook);
  if (contact !== "") return contact;
  const name = unlessNone(cleanName(fields.sip_displayname));
  return name === null || (isNumber(name) && saysNoMore(name, callerOf(fields))) ? null : name;
}

/** The number or rule that was called. */
export function didOf(fields: Fields): string | null {
  return ruleName(fields.did);
}

/** The same for a call that came in: senders of 2025 may give it as `inbound_did` alone. */
export function inboundDidOf(fields: Fields): string | null {
  return ruleName(fields.did) ?? ruleName(fields.inbound_did);
}

/** The PBX's id of the call chain. */
export function chainOf(fields: Fields): string | null {
  const chain = cleanNumber(fields.chid);
  // A sender without chains may write 0 or a word for nothing; taken as an id, it would make one call of all.
  return chain === "0" || saysNothing(chain.toLowerCase()) ? null : chain;
}

function ruleName(text: string): string | null {
  return cleanName(text) || null;
}

function unlessNone(text: string): string | null {
  return text === "" || noParty.test(text) ? null : text;
}

function isNumber(name: string): boolean {
  return /^[\d\s+().-]+$/.test(name);
}

/** A program's call and a withheld one give no number; their display name is then one that the other events give. */
function saysNoMore(name: string, number: string | null): boolean {
  return number === null || digitsOf(name).slice(-9) === digitsOf(number).slice(-9);
}

function digitsOf(text: string): string {
  return text.slice(0, 64).replace(/\D/g, "");
}
