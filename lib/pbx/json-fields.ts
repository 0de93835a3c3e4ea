import { addField, type FieldName, type Fields, fieldOf, noFields } from "./fields.ts";

// An event has twenty keys and a handful of recordings; a hostile body of 64 KiB has thousands.
export const mostKeys = 200;
const mostItems = 100;

/** The fields of a JSON object, whatever else it holds. Nested objects mean nothing to us. */
export function jsonFields(object: Readonly<Record<string, unknown>>): Fields {
  const fields = noFields();
  for (const key of Object.keys(object).slice(0, mostKeys)) {
    const name = fieldOf(key);
    if (name !== null) addJson(fields, name, object[key]);
  }
  return fields;
}

function addJson(fields: Fields, name: FieldName | "files", value: unknown): void {
  if (!Array.isArray(value)) addField(fields, name, asText(value));
  else if (name === "files") for (const item of value.slice(0, mostItems)) addField(fields, name, asText(item));
}

function asText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
    case "boolean":
      return String(value);
    case "bigint":
    case "function":
    case "object":
    case "symbol":
    case "undefined":
      return "";
  }
}
