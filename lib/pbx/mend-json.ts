import { jsonrepair } from "jsonrepair";

// The library's time grows with the cube of the length for hostile texts: below 10 ms at these limits, 5 s at 8 KiB.
// An event has about 300 characters and 40 quotes.
const longest = 1000;
const mostQuotes = 120;

const quotes = /["'`´‘’“”„&]/g;
const doubleQuotes = /[“”„]/g;
const escapedQuotes = /^[{[\s]*\\"/;
const lostOpeningQuote = /("\s*:\s*|\[\s*(?=https?:))([^\s"[\]{},][^"[{]*)(?="\s*(?:[,}\]]|$))/g;

/** The value of a JSON text; undefined when it is broken. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value of a broken JSON text; undefined when it is past mending. */
export function mendJson(text: string): unknown {
  const quoted = withQuotes(escapedQuotes.test(text) ? text.replaceAll('\\"', '"') : text);
  return parseJson(quoted) ?? repair(quoted);
}

/**
 * Mends the two breakages that senders and their documentation show, at any length: typographic quotes, and values
 * without an opening quote. The library knows both too, but not where such a value holds a colon, as a duration, a
 * title and an address do.
 */
function withQuotes(text: string): string {
  return text.replace(doubleQuotes, '"').replace(lostOpeningQuote, '$1"$2');
}

function repair(text: string): unknown {
  if (text.length > longest || (text.match(quotes)?.length ?? 0) > mostQuotes) return undefined;
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    return undefined;
  }
}
