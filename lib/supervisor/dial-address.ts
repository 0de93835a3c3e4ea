/** Digits of a number that a phone can dial; more is no number. */
const mostDigits = 20;

/** `tel:` and a number, of a caller as the feed gives it; null where there is nothing to dial: withheld, or a word. */
export function dialAddress(caller: string): string | null {
  const number = caller.replaceAll(/[\s()./-]/g, "");
  return /^\+?[\d*#]+$/.test(number) && /\d/.test(number) && number.length <= mostDigits
    ? `tel:${number.replaceAll("#", "%23")}`
    : null;
}
