/** Nothing that a person could take for another sign across a room, and no vowel, so that no code is a word. */
export const codeAlphabet = "234679CDFGHJKMNPQRTVWXY";

const codeLength = 6;

/** @param pick a whole number from 0 up to, not including, `below`: at random */
export function makeCode(pick: (below: number) => number): string {
  return Array.from({ length: codeLength }, () => codeAlphabet.charAt(pick(codeAlphabet.length))).join("");
}

/** The code that a person typed, perhaps with blanks, hyphens and small letters; null where it cannot be one. */
export function readCode(text: string): string | null {
  const code = text.replace(/[\s-]/g, "").toUpperCase();
  return code.length === codeLength && [...code].every((sign) => codeAlphabet.includes(sign)) ? code : null;
}
