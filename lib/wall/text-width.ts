/** How wide a face draws a digit and any other sign, em. */
export interface SignWidths {
  readonly digit: number;
  readonly other: number;
}

/** About how wide a line of text is, em. */
export function textEms(text: string, { digit, other }: SignWidths): number {
  const digits = text.replaceAll(/\D/g, "").length;
  return digits * digit + (text.length - digits) * other;
}
