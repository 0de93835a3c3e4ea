import { addField, type FieldName, type Fields, fieldOf, noFields } from "./fields.ts";
import { trimAround } from "./trim-around.ts";

// A key stands after a brace or comma, or after the quote that ends a value. An address is no key.
const keys = /(?:^|[{,]|["”](?=\s))\s*(["“]?)([A-Za-z_]\w{1,39})(["”]?)\s*:(?!\/\/)/g;

/**
 * The fields of an object that is hardly JSON any more, told by its keys: each value is what stands up to the next key.
 * Good for flat objects of short values, as events are; linear in the length of the text.
 */
export function brokenJsonFields(text: string): Fields {
  const fields = noFields();
  let open: FieldName | "files" | null = null;
  let from = 0;
  for (const match of text.matchAll(keys)) {
    const [whole, openingQuote, key = "", closingQuote] = match;
    const name = fieldOf(key);
    // "Sales, Berlin: …" within a value is a key only if it is quoted or means something to us.
    if (name === null && openingQuote === "" && closingQuote === "") continue;
    if (open !== null) addField(fields, open, trimmedValue(text.slice(from, match.index)));
    open = name;
    from = match.index + whole.length;
  }
  if (open !== null) addField(fields, open, trimmedValue(text.slice(from)));
  return fields;
}

function trimmedValue(text: string): string {
  return trimAround(text, ' \t\r\n,{}"“”„');
}
