/** A number as people write it, with a point or a comma; null where it is none, or not within the bounds. */
export function readDecimal(text: string, least: number, most: number): number | null {
  const plain = text.trim().replace(",", ".");
  const value = /^\d{1,4}(?:\.\d{1,3})?$/.test(plain) ? Number(plain) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
