import { trimAround } from "./trim-around.ts";

// Text of callers reaches screens, logs and files, so nothing invisible may travel in it.
const printable = /^[\x20-\x7e]*$/;
const lineBreaks = /[\t-\r\u0085\p{Zl}\p{Zp}]+/gu;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
// The two joiners shape Persian and Indic letters: a name needs them, a number does not.
const invisibleInNames = /[[\p{Cc}\p{Cf}\p{Cs}]--[\u200c\u200d]]/gv;
const halfACharacter = /[\ud800-\udbff]$/;

const longestNumber = 64;
const longestName = 200;
const longestNote = 500;

/** A number or an id as sent, at most 64 characters; "" when nothing visible is left. */
export function cleanNumber(text: string): string {
  return clean(text, longestNumber, invisible);
}

/** A name or a rule's name, at most 200 characters; "" when nothing visible is left. */
export function cleanName(text: string): string {
  return clean(text, longestName, invisibleInNames);
}

/** What a person wrote about a caller, at most 500 characters, on one line; "" when nothing visible is left. */
export function cleanNote(text: string): string {
  return clean(text, longestNote, invisibleInNames);
}

/** A word of the feed's vocabulary as sent, without the quotes some senders print around it. */
export function cleanWord(text: string): string {
  return trimAround(cleanNumber(text), ` "'“”„‘’`);
}

function clean(text: string, limit: number, unwanted: RegExp): string {
  if (text === "") return "";
  const trimmed = text.trim();
  if (trimmed.length <= limit && printable.test(trimmed)) return trimmed;
  // Cut twice: roughly first, so that a huge text costs no more than a long one.
  const visible = trimmed
    .slice(0, 4 * limit)
    .replace(lineBreaks, " ")
    .replace(unwanted, "");
  return visible.trim().slice(0, limit).replace(halfACharacter, "").trim();
}
