/** How a text may write its digits: as they are, or escaped for an address, for JSON, for a page; twice at most. */
const escapes = /%([\da-f]{2})|\\u([\da-f]{4})|&#(\d{1,7});|&#x([\da-f]{1,6});/gi;
const mostRounds = 3;
const escapeSign = /[%\\&]/;
/** Of a whole journal nearly every text is plain, and plain ones cost a tenth. */
const plain = /^\p{ASCII}*$/u;

/**
 * Whether the digits stand in a text, however they are spaced or escaped. It may say so of a text in which they only meet
 * by chance, never overlook them.
 * @param digits of a number, in a row
 */
export function mentions(text: string, digits: string): boolean {
  let spelt = text;
  for (let round = 0; round < mostRounds; round += 1) {
    if (digitsOf(spelt).includes(digits)) return true;
    if (!escapeSign.test(spelt)) return false;
    const next = unescaped(spelt);
    if (next === spelt) return false;
    spelt = next;
  }
  return digitsOf(spelt).includes(digits);
}

/** The text with the number replaced; nothing but the replacement where the number stands in it in disguise. */
export function withoutNumber(text: string, digits: string, replacement: string): string {
  const spaced = new RegExp(`\\+?[\\d]{0,6}${[...digits].join("[^\\p{L}\\d]{0,3}")}`, "gu");
  const next = text.replace(spaced, replacement);
  return mentions(next, digits) ? replacement : next;
}

function unescaped(text: string): string {
  return text.replace(escapes, (whole, percent?: string, json?: string, decimal?: string, hex?: string) => {
    const code = decimal === undefined ? Number.parseInt(percent ?? json ?? hex ?? "", 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Every digit of the text in a row, those of other scripts as ours. */
function digitsOf(text: string): string {
  if (plain.test(text)) return text.replace(/\D+/g, "");
  const spelt = text.normalize("NFKC").replace(/\P{Nd}+/gu, "");
  return spelt.replace(/\D/gu, digitOf);
}

const decimalDigit = /^\p{Nd}$/u;

/** The digits of a script stand in a row of ten, whose first is the zero. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let zero = code;
  while (zero > code - 9 && decimalDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return `${code - zero}`;
}
