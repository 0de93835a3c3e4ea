/** National and international spellings of one number agree in their last nine digits (calls.md, missed callers). */
const significantDigits = 9;

/** What two spellings of one caller have in common; null for a withheld number, which is never compared. */
export function callerKey(caller: string | null): string | null {
  if (caller === null) return null;
  const digits = caller.replace(/\D/g, "");
  return digits === "" ? null : digits.slice(-significantDigits);
}
