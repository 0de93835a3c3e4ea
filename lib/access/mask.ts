import type { LiveCall, MissedCaller } from "#lib/board/board.ts";
import type { Masking } from "#lib/board/site-settings.ts";

/** Stands for what is not shown of a number: not as many dots as there are digits. */
export const hiddenDigits = "•••";

/** Of a number with fewer digits the last three would be most of it. */
const fewestToShow = 7;

/** The number as it may be shown to who is not entitled to it. A withheld one ("") stays recognisable as withheld. */
export function maskNumber(number: string, masking: Masking): string {
  if (masking === "all" || number === "") return number;
  const digits = digitsOf(number);
  return masking === "last-three" && digits.length >= fewestToShow ? hiddenDigits + digits.slice(-3) : hiddenDigits;
}

/** What is left to see of a number that is hidden: its last digits, or nothing (""); null: it is not hidden. */
export function maskedEnd(shown: string): string | null {
  return shown.startsWith(hiddenDigits) ? shown.slice(hiddenDigits.length) : null;
}

/** The call without the caller's name, and with no more of the number than may be shown. Its ids stay. */
export function maskCall(call: LiveCall, masking: Masking): LiveCall {
  const place = (number: string | null) => maskPlace(number, call.caller, masking);
  return {
    ...call,
    caller: maskNumber(call.caller, masking),
    callerName: null,
    did: maskText(call.did, call.caller, masking),
    ivr: place(call.ivr),
    queue: place(call.queue),
    ringing: withoutNulls(call.ringing, place),
    agent: place(call.agent),
  };
}

/**
 * The row without the caller's name, with no more of the number than may be shown, and without what people wrote down
 * of the caller. Its ids stay, and who deals with it.
 */
export function maskMissed(row: MissedCaller, masking: Masking): MissedCaller {
  const place = (number: string | null) => maskPlace(number, row.caller, masking);
  return {
    ...row,
    caller: maskNumber(row.caller, masking),
    callerName: null,
    queue: place(row.queue),
    rang: withoutNulls(row.rang, place),
    resolution: row.resolution && { ...row.resolution, note: null },
    attempts: row.attempts.map((attempt) => ({ ...attempt, note: null })),
  };
}

/** A text of the company's own, such as the line that was called; null where it tells the caller's number. */
function maskText(text: string | null, number: string, masking: Masking): string | null {
  return text !== null && masking !== "all" && holdsNumber(text, number) ? null : text;
}

/** The number of a queue, a menu or a phone. */
function maskPlace(place: string | null, number: string, masking: Masking): string | null {
  return place !== null && masking !== "all" && isOutside(place) ? null : maskText(place, number, masking);
}

/** Whether a place has a number of the world outside, as a mobile that calls are passed on to: somebody's, all the same. */
export function isOutside(place: string): boolean {
  return digitsOf(place).length >= fewestToShow;
}

function withoutNulls(texts: readonly string[], map: (text: string) => string | null): readonly string[] {
  return texts.every((text) => map(text) !== null) ? texts : texts.filter((text) => map(text) !== null);
}

/** Digits by which a number is told from others, however it is spelt; of shorter ones all, but for what is hardly one. */
const telling = 7;
const fewestTelling = 5;

/** Whether whoever reads `text` knows `number`. */
export function holdsNumber(text: string, number: string): boolean {
  const digits = digitsOf(number);
  if (digits.length >= fewestTelling) return digitsOf(text).includes(digits.slice(-telling));
  return number.length >= fewestTelling && text.toLowerCase().includes(number.toLowerCase());
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}
