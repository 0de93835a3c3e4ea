/** No text of PostgreSQL holds the character zero: what nobody can have is looked for in its place. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD");
}
