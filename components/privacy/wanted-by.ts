/** What somebody typed: the id of a call, or a number. */
export function wantedBy(typed: string): { readonly call: string } | { readonly number: string } {
  const text = typed.trim();
  return /^\d{12}_\d+$/.test(text) ? { call: text } : { number: text };
}
