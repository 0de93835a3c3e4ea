import { doneAnswer } from "#lib/protocol/api/access-answers.ts";
import { postFor } from "./answers.ts";
import { forgetUnsaved } from "./unsaved-words.ts";

/** Ends this browser's session and leads to the sign-in page. Answers why it did not; never rejects. */
export async function signOut(): Promise<string | null> {
  const answer = await postFor("/api/sign-out", {}, doneAnswer);
  // Who is not known any more is signed out.
  if (!answer.ok && answer.status !== 401) return answer.detail;
  forgetUnsaved();
  window.location.assign("/sign-in");
  return null;
}
