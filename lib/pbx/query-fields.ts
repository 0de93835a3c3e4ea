import { decodeEscapes } from "./decode-escapes.ts";
import { addField, type FieldName, type Fields, fieldOf, noFields } from "./fields.ts";

// A hostile text may hold an ampersand at every second character; an event has twenty fields.
const mostSegments = 500;
const longestRawKey = 120;
const looksLikeAKey = /^\w{2,40}$/;
const strayAmpersands = /&+$/;
const quoted = /^(?:"([^"]*)"|'([^']*)')$/;
// Of what stands below 64, programs encode the signs: never a digit, a hyphen or a full stop.
const escapedEscape = /%25(?:2[0-9abcf]|3[a-f])/i;
const escapedOnce = /%(?!25)/;
const leadingPlus = /^\+(?=\d)/;

const freeText: ReadonlySet<string | null> = new Set(["did", "inbound_did", "title", "phonebook", "sip_displayname"]);
const numbers: ReadonlySet<string> = new Set(["callerid", "did", "inbound_did"]);

interface Pair {
  /** null for a key that means nothing to us. */
  readonly name: FieldName | "files" | null;
  value: string;
}

/**
 * The fields of `key=value&key=value`: percent-encoded, plus-encoded, or raw as the documentation prints it.
 *
 * Raw text may hold an ampersand of its own ("R&D line"), so an ampersand ends a free text only where a key and `=`
 * follow.
 */
export function queryFields(text: string): Fields {
  const fields = noFields();
  const escapesTwice = hasEscapedEscapes(text);
  const plusIsBlank = text.includes("+") && !writesBlanksOtherwise(text);
  for (const { name, value } of pairsOf(text)) {
    if (name === null) continue;
    const own = value.replace(strayAmpersands, "");
    const once = escapesTwice && !escapedOnce.test(own) ? decodeEscapes(own) : own;
    addField(fields, name, unquoted(decodeEscapes(plusIsBlank ? withBlanks(name, once) : once)));
  }
  return fields;
}

function pairsOf(text: string): Pair[] {
  const pairs: Pair[] = [];
  for (const segment of text.split("&", mostSegments)) {
    const started = startOfPair(segment);
    const last = pairs.at(-1);
    if (started !== null) pairs.push(started);
    else if (last !== undefined && freeText.has(last.name)) last.value += `&${segment}`;
  }
  return pairs;
}

function startOfPair(segment: string): Pair | null {
  const equals = segment.indexOf("=");
  if (equals === -1 || equals > longestRawKey) return null;
  // "&amp;" is what becomes of an ampersand where somebody copied the address from a page.
  const key = decodeEscapes(segment.slice(0, equals).replace(/^amp;/, "")).replaceAll("+", " ").trim();
  const name = fieldOf(key);
  return name === null && !looksLikeAKey.test(key) ? null : { name, value: segment.slice(equals + 1) };
}

/** A sender that hands an encoded title to a library which encodes it again; nothing else in it is a blank. */
function hasEscapedEscapes(text: string): boolean {
  return escapedEscape.test(text) && !text.includes("+") && !writesBlanksOtherwise(text);
}

function writesBlanksOtherwise(text: string): boolean {
  return text.includes(" ") || text.includes("%20");
}

function unquoted(value: string): string {
  const match = quoted.exec(value);
  return match?.[1] ?? match?.[2] ?? value;
}

/** A plus in front of a number is the number's own: senders that encode nothing print it so. */
function withBlanks(name: string, value: string): string {
  const sign = numbers.has(name) && leadingPlus.test(value) ? "+" : "";
  return sign + value.slice(sign.length).replaceAll("+", " ");
}
