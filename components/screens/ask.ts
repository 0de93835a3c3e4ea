import type * as z from "zod/mini";
import { postFor } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";
import { words } from "./words.ts";

export type Asked = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** Posts in the name of who sits here, asked for where it is not known. `detail` is a whole sentence. Never rejects. */
export async function ask<Data>(
  url: string,
  body: (by: string) => object,
  schema: z.core.$ZodType<Data>,
): Promise<Asked> {
  const by = await askWho();
  if (by === null) return { ok: false, detail: words.noName };
  const posted = await postFor(url, body(by), schema);
  return posted.ok ? { ok: true } : { ok: false, detail: posted.detail };
}
