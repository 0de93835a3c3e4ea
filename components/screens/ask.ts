import { postFor } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";
import { screenAnswer } from "#lib/protocol/api/screens-answers.ts";
import { words } from "./words.ts";

export type Asked = { readonly ok: true } | { readonly ok: false; readonly detail: string };

/** Posts about a screen in the name of who sits here. `detail` is a whole sentence. Never rejects. */
export async function ask(url: string, body: (by: string) => object): Promise<Asked> {
  const by = await askWho();
  if (by === null) return { ok: false, detail: words.noName };
  const posted = await postFor(url, body(by), screenAnswer);
  return posted.ok ? { ok: true } : { ok: false, detail: posted.detail };
}
