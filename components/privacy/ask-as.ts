import { postFor } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";

/** Asks in the name of who sits here. null: they would not say who they are. Never rejects. */
export async function askAs<Data>(url: string, body: object, schema: Parameters<typeof postFor<Data>>[2]) {
  const by = await askWho();
  return by === null ? null : postFor(url, { ...body, by }, schema);
}

/** What somebody typed: the id of a call, or a number. */
export function wantedBy(typed: string): { readonly call: string } | { readonly number: string } {
  const text = typed.trim();
  return /^\d{12}_\d+$/.test(text) ? { call: text } : { number: text };
}
