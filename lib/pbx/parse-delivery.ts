import { brokenJsonFields } from "./broken-json-fields.ts";
import { decodeEscapes } from "./decode-escapes.ts";
import type { Delivery, Reading } from "./delivery.ts";
import { type Fields, noFields } from "./fields.ts";
import { jsonFields, mostKeys } from "./json-fields.ts";
import { mendJson, parseJson } from "./mend-json.ts";
import { isMultipart, multipartFields } from "./multipart-fields.ts";
import type { PbxEvent } from "./pbx-event.ts";
import { queryFields } from "./query-fields.ts";
import { isEvents, readEvent } from "./read-event.ts";
import { trimAround } from "./trim-around.ts";

const jsonStart = /^[{["“]/;
const bareAddress = /^(?:url=)?https?(?::|%3a)/i;

// No sender is known to send several; one of the future will not send more at once.
const mostEvents = 200;

type JsonObject = Readonly<Record<string, unknown>>;

const brokenJson = notUnderstood("The body is broken JSON that cannot be mended.");

/**
 * What a delivery says, in whichever dialect: JSON (whole or broken), a form, a query, or bare recording addresses.
 * Never throws. The form is told from the text itself: senders' content types are missing or wrong too often.
 */
export function parseDelivery(delivery: Delivery): Reading {
  const text = textOf(delivery);
  if (text === "") return notUnderstood("The request is empty.");
  if (jsonStart.test(text)) return readJson(text);
  if (bareAddress.test(text)) return readEvent(onlyFiles([decodeEscapes(text.replace(/^url=/i, ""))]));
  const fields = isMultipart(text) ? multipartFields(text) : queryFields(text);
  const reading = readEvent(fields);
  return reading.understood || isEvents(fields) ? reading : (readWrappedJson(text) ?? reading);
}

/** A POST speaks in its body and a GET in its query, but each may be sent the other's way. */
function textOf({ method, body, query }: Delivery): string {
  const inBody = bare(body);
  const inQuery = bare(query);
  return method === "POST" ? inBody || inQuery : inQuery || inBody;
}

/** Without what clings to a text's ends: blanks, the control characters of C strings and old files, a question mark. */
function bare(text: string | null): string {
  if (text === null) return "";
  const told = trimAround(text.trim(), "\0\u001a").trim();
  return told.startsWith("?") ? told.slice(1) : told;
}

/** An object that stands in a form's field, or after other words; null when none does that is understood. */
function readWrappedJson(text: string): Reading | null {
  // Where anything is encoded, a brace is.
  const plain = text.includes("{") ? text : decodeEscapes(text.replaceAll("+", " "));
  const start = plain.indexOf("{");
  const end = plain.lastIndexOf("}");
  if (start === -1 || end < start) return null;
  const reading = readJson(plain.slice(start, end + 1));
  return reading.understood ? reading : null;
}

function readJson(text: string): Reading {
  const value = parseJson(text);
  return value === undefined ? readBrokenJson(text) : readValues(value);
}

/** What is mended may still have lost a key or a value; then the keys that are left tell more. */
function readBrokenJson(text: string): Reading {
  const value = mendJson(text);
  const mended = value === undefined ? brokenJson : readValues(value);
  if (mended.understood || text.startsWith("[")) return mended;
  const told = readEvent(brokenJsonFields(text));
  return told.understood ? told : mended;
}

function readValues(value: unknown): Reading {
  return Array.isArray(value) ? readAll(value) : readValue(value);
}

function readValue(value: unknown): Reading {
  const object = objectOf(value);
  if (object !== null) return readObject(object);
  if (typeof value === "string") return readEvent(onlyFiles([value]));
  return notUnderstood("The body is JSON, but not an object.");
}

/** An object that is no event itself may wrap one: the only object it holds. */
function readObject(object: JsonObject): Reading {
  const fields = jsonFields(object);
  const reading = readEvent(fields);
  // The texts of an event, even of one that lacks something, are a caller's.
  if (reading.understood || isEvents(fields)) return reading;
  const [wrapped, ...others] = Object.values(object)
    .slice(0, mostKeys)
    .map(objectOf)
    .filter((inner) => inner !== null);
  if (wrapped === undefined || others.length > 0) return reading;
  const inside = readEvent(jsonFields(wrapped));
  return inside.understood ? inside : reading;
}

/** An object, or one that was made a text once more. */
function objectOf(value: unknown): JsonObject | null {
  const told: unknown = typeof value === "string" && value.startsWith("{") ? parseJson(value) : value;
  return isObject(told) ? told : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Several events in one delivery: those that are understood count, since refusing all would lose them for ever. */
function readAll(values: readonly unknown[]): Reading {
  if (values.length > mostEvents) return notUnderstood(`The body lists more than ${mostEvents} events.`);
  const events: PbxEvent[] = [];
  let reason: string | null = null;
  for (const value of values) {
    const reading = readValue(value);
    if (reading.understood) events.push(...reading.events);
    else reason ??= reading.reason;
  }
  return events.length > 0 ? { understood: true, events } : notUnderstood(reason ?? "The body is an empty list.");
}

function onlyFiles(files: string[]): Fields {
  return { ...noFields(), files };
}

function notUnderstood(reason: string): Reading {
  return { understood: false, reason };
}
