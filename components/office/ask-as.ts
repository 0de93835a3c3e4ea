import { postFor } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";
import { words } from "./words.ts";

export type Asked<Data> =
  | { readonly ok: true; readonly answer: Data }
  | {
      readonly ok: false;
      readonly detail: string;
      /** HTTP's; 0: no answer came; absent: nobody was asked. */
      readonly status?: number;
    };

/**
 * Posts in the name of who sits here, asked for where it is not known. `detail` is a whole sentence. Never rejects.
 * @param patience ms, where it takes long to answer
 */
export async function askAs<Data>(
  url: string,
  body: object,
  schema: Parameters<typeof postFor<Data>>[2],
  patience?: number,
): Promise<Asked<Data>> {
  const by = await askWho();
  return by === null ? { ok: false, detail: words.noName } : postFor(url, { ...body, by }, schema, patience);
}
