import { addField, type Fields, fieldOf, noFields } from "./fields.ts";

/** The fields of a JSON object, whatever else it holds. Nested objects mean nothing to us. */
export function jsonFields(object: object): Fields {
  const fields = noFields();
  for (const [key, value] of Object.entries(object)) {
    const name = fieldOf(key);
    if (name === null) continue;
    if (Array.isArray(value)) {
      if (name === "files") for (const item of value) addField(fields, name, asText(item));
    } else addField(fields, name, asText(value));
  }
  return fields;
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
