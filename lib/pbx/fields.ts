import { saysNothing } from "./says-nothing.ts";
import { trimAround } from "./trim-around.ts";

/** The words of a delivery that mean something to us; "" where absent. `files` holds every text that may name recordings. */
export type Fields = { [name in FieldName]: string } & { readonly files: string[] };

export type FieldName =
  | "event"
  | "id"
  | "callerid"
  | "user"
  | "usertype"
  | "trtype"
  | "finishtype"
  | "transfer"
  | "duration"
  | "title"
  | "did"
  | "inbound_did"
  | "phonebook"
  | "sip_displayname"
  | "chid";

const fieldNames: readonly FieldName[] = [
  "event",
  "id",
  "callerid",
  "user",
  "usertype",
  "trtype",
  "finishtype",
  "transfer",
  "duration",
  "title",
  "did",
  "inbound_did",
  "phonebook",
  "sip_displayname",
  "chid",
];

const known: ReadonlyMap<string, FieldName | "files"> = new Map<string, FieldName | "files">([
  ...fieldNames.map((name) => [name, name] as const),
  // The documented spelling, so that the commonest keys are found without being rewritten.
  ...fieldNames.map((name) => [name.charAt(0).toUpperCase() + name.slice(1), name] as const),
  ["files", "files"],
  ["FILES", "files"],
  ["fileurls", "files"],
  ["FileUrls", "files"],
]);

const longestKey = 40;
const arrayMark = /\[\d*\]$/;
// A key whose closing quote is lost takes its colon along when it is mended.
const aroundKeys = ` \t\r\n"'“”„‘’:`;

/** What a key means, in any case, with stray blanks or quotes, or as an array's (`FILES[]`); null when unknown. */
export function fieldOf(key: string): FieldName | "files" | null {
  const exact = known.get(key);
  if (exact !== undefined) return exact;
  if (key.length > longestKey) return null;
  return known.get(trimAround(key.trim(), aroundKeys).replace(arrayMark, "").toLowerCase()) ?? null;
}

export function noFields(): Fields {
  return {
    event: "",
    id: "",
    callerid: "",
    user: "",
    usertype: "",
    trtype: "",
    finishtype: "",
    transfer: "",
    duration: "",
    title: "",
    did: "",
    inbound_did: "",
    phonebook: "",
    sip_displayname: "",
    chid: "",
    files: [],
  };
}

/** What says nothing is absent. Of a field that comes twice the first that says something wins; recordings add up. */
export function addField(fields: Fields, name: FieldName | "files", value: string): void {
  if (name === "files") fields.files.push(value);
  else if (fields[name] === "" && !saysNothing(value)) fields[name] = value;
}
