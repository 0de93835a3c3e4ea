/**
 * A digit however it is written: in any alphabet, percent-encoded, or as an escape of JSON. Those of an encoded blank
 * or sign are none; of other escapes they count, as no number stands behind those.
 */
const digit = String.raw`(?:(?<!%(?=2)|%2)\p{Nd}|%3\d|\\u003\d)`;
/** What people and senders put between the digits of one number. */
const between = String.raw`(?:[ \u00a0().\/+-]|%20|%2[bBdD8-9]|\\\/){0,3}`;
/** Shorter ones are extensions, queues and durations. */
const number = new RegExp(`${digit}(?:${between}${digit}){4,}`, "gu");
const digits = new RegExp(digit, "gu");
/** As most of them are written. */
const plain = /^[0-9]+$/;

/** A text with the digits of everything that may be a telephone number made dots: five or more of them, one by one. */
export function maskedDigits(text: string): string {
  return text.replaceAll(number, masked);
}

function masked(found: string): string {
  return plain.test(found) ? "•".repeat(found.length) : found.replaceAll(digits, "•");
}
