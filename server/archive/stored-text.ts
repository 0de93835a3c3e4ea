/** From the first sign that is no control character to the last before the surrogates: kept as they are. */
const plain = /^[ -\ud7ff]*$/;

const SURROGATES = 0xd800;
const BEHIND_SURROGATES = 0xe000;
/** Signs of no script that anybody writes numbers in, in the order of what they stand for. */
const SURROGATE_SIGNS = 0x1_0000;
const LATER_SIGNS = 0x2_0000;

/**
 * Any text as PostgreSQL keeps it, which has no NUL and no half character. The order by bytes (collation "C") of what is
 * stored is that of the texts by code units, in which memory has them.
 */
export function storedText(text: string): string {
  if (plain.test(text)) return text;
  return Array.from({ length: text.length }, (_, at) => signOf(text.charCodeAt(at))).join("");
}

function signOf(unit: number): string {
  if (unit < 2) return unit === 0 ? "\u0001\u0001" : "\u0001\u0002";
  if (unit < SURROGATES) return String.fromCharCode(unit);
  if (unit < BEHIND_SURROGATES) return String.fromCodePoint(SURROGATE_SIGNS + unit - SURROGATES);
  return String.fromCodePoint(LATER_SIGNS + unit - BEHIND_SURROGATES);
}

/** The text that was stored. */
export function textOf(stored: string): string {
  if (plain.test(stored)) return stored;
  let text = "";
  for (let rest = stored; rest !== ""; ) {
    const sign = rest.startsWith("\u0001") ? rest.slice(0, 2) : String.fromCodePoint(rest.codePointAt(0) ?? 0);
    text += unitOf(sign);
    rest = rest.slice(sign.length);
  }
  return text;
}

function unitOf(sign: string): string {
  const point = sign.codePointAt(0) ?? 0;
  if (point === 1) return sign === "\u0001\u0001" ? "\0" : "\u0001";
  if (point >= LATER_SIGNS) return String.fromCharCode(point - LATER_SIGNS + BEHIND_SURROGATES);
  if (point >= SURROGATE_SIGNS) return String.fromCharCode(point - SURROGATE_SIGNS + SURROGATES);
  return sign;
}
