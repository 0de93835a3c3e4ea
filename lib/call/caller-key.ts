/** National and international spellings of one number agree in their last nine digits (calls.md, missed callers). */
const significantDigits = 9;

/** What stands for the number of a caller whose traces were erased: it means nothing, and has no digits. */
const pseudonym = /^erased-[a-z]{8}$/;

/** What two spellings of one caller have in common; null for a withheld number, which is never compared. */
export function callerKey(caller: string | null): string | null {
  if (caller === null) return null;
  if (pseudonym.test(caller)) return caller;
  const digits = caller.replace(/\D/g, "");
  return digits === "" ? null : digits.slice(-significantDigits);
}
