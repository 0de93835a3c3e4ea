import { type ActAnswer, postAct } from "#lib/client/answers.ts";
import { askWho } from "#lib/client/identity.ts";
import { words } from "./words.ts";

/** Posts an act in the name of who sits here, asked for where it is not known. `detail` is a whole sentence. */
export async function act(url: string, body: (by: string) => unknown): Promise<ActAnswer> {
  const by = await askWho();
  if (by === null) return { ok: false, status: 0, detail: words.noName };
  const answer = await postAct(url, body(by));
  return answer.ok ? answer : { ...answer, detail: words.notChanged(answer.detail) };
}
