import { addField, type FieldName, type Fields, fieldOf, noFields } from "./fields.ts";

// A hostile text may hold an ampersand at every second character; an event has twenty fields.
const mostSegments = 500;
const looksLikeAKey = /^\w{2,40}$/;
const escapes = /(?:%[0-9a-f]{2})+/gi;
const leadingPlus = /^\+(?=\d)/;

const freeText: ReadonlySet<string> = new Set<FieldName>([
  "did",
  "inbound_did",
  "title",
  "phonebook",
  "sip_displayname",
]);
const numbers: ReadonlySet<string> = new Set<FieldName>(["callerid", "did", "inbound_did"]);

/**
 * The fields of `key=value&key=value`: percent-encoded, plus-encoded, or raw as the documentation prints it.
 *
 * Raw text may hold an ampersand of its own ("R&D line"), so an ampersand ends a free text only where a key and `=` follow.
 */
export function queryFields(text: string): Fields {
  const fields = noFields();
  const decode = decoderFor(text);
  let open: { name: FieldName | "files"; value: string } | null = null;
  for (const segment of text.split("&", mostSegments)) {
    const field = startOfField(segment, decode);
    if (field === null) {
      if (open !== null && freeText.has(open.name)) open.value += `&${segment}`;
      continue;
    }
    if (open !== null) addField(fields, open.name, decode(open.value, open.name));
    open = field.name === null ? null : { name: field.name, value: field.value };
  }
  if (open !== null) addField(fields, open.name, decode(open.value, open.name));
  return fields;
}

type Decode = (text: string, name: string) => string;

function startOfField(segment: string, decode: Decode): { name: FieldName | "files" | null; value: string } | null {
  const equals = segment.indexOf("=");
  if (equals === -1) return null;
  const key = decode(segment.slice(0, equals).replace(/^amp;/, ""), "").trim();
  const name = fieldOf(key);
  if (name === null && !looksLikeAKey.test(key)) return null;
  return { name, value: segment.slice(equals + 1) };
}

/**
 * A plus stands for a blank unless blanks are written otherwise in the same text. In front of a number it is the
 * number's own: senders that encode nothing print it so.
 */
function decoderFor(text: string): Decode {
  const plusIsBlank = text.includes("+") && !text.includes(" ") && !text.includes("%20");
  return (value, name) => {
    if (!plusIsBlank) return decodeEscapes(value);
    const sign = numbers.has(name) && leadingPlus.test(value) ? "+" : "";
    return decodeEscapes(sign + value.slice(sign.length).replaceAll("+", " "));
  };
}

/** Percent-decodes what can be decoded and leaves the rest as it stands. */
export function decodeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  return text.replace(escapes, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
