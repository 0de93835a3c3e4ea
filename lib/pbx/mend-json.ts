import { jsonrepair } from "jsonrepair";

// Mending costs the square of the length for some hostile texts, and no event is near this long.
const longest = 8 * 1024;

/** The value of a JSON text, mended where it is broken; undefined when it is past mending. */
export function parseOrMendJson(text: string): unknown {
  return parse(text) ?? mend(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mend(text: string): unknown {
  if (text.length > longest) return undefined;
  try {
    return JSON.parse(jsonrepair(text));
  } catch {
    // Besides its own error, the library runs out of stack on deep nesting.
    return undefined;
  }
}
