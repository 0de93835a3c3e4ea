import fc from "fast-check";
import { expect, test } from "vitest";
import { maskedDigits } from "./masked-digits.ts";

test.each([
  ['{"Callerid":"05552221133","User":"820"}', '{"Callerid":"•••••••••••","User":"820"}'],
  ["callerid=420774852629&user=117", "callerid=••••••••••••&user=117"],
  ["%2B420%20774%20852%20629", "%2B•••%20•••%20•••%20•••"],
  ["+420 (774) 852-629", "+••• (•••) •••-•••"],
  ["٠١٢٣٤٥", "••••••"],
  ["%30%31%32%33%34", "•••••"],
  ["\\u0030\\u0031\\u0032\\u0033\\u0034", "•••••"],
  ["%00000", "%•••••"],
  ["%C3%A9ric%20Ab%C4%9B", "%C3%A9ric%20Ab%C4%9B"],
  ["Duration 01:07, queue 8201", "Duration 01:07, queue 8201"],
])("[Y12] %s is shown as %s", (text, masked) => {
  expect(maskedDigits(text)).toBe(masked);
});

test("[Y12] no five digits of a number are left together, whatever stands around them", () => {
  const digits = fc.stringMatching(/^\d{5,15}$/);
  // Behind these, the first digits would be an encoded blank or sign.
  const start = fc.string().filter((text) => !/%2?$/.test(text));
  fc.assert(
    fc.property(start, digits, fc.string(), (before, number, after) => {
      expect(maskedDigits(`${before}${number}${after}`)).not.toContain(number);
      expect(maskedDigits(`${before}${number}${after}`)).not.toMatch(/\d{5}/);
    }),
  );
});
