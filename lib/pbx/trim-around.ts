/**
 * The text without the characters of `unwanted` at its ends. A pattern such as `[…]+$` costs the square of the length
 * on hostile text; this does not.
 */
export function trimAround(text: string, unwanted: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && unwanted.includes(text.charAt(start))) start += 1;
  while (end > start && unwanted.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
