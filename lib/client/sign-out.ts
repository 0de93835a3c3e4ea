import { doneAnswer } from "#lib/protocol/api/access-answers.ts";
import { postFor } from "./answers.ts";
import { leaveByOneself } from "./leave-page.ts";
import { forgetUnsaved } from "./unsaved-words.ts";

/** Ends this browser's session and leads to the sign-in page. Answers why it did not; never rejects. */
export async function signOut(): Promise<string | null> {
  // The live link is told of the end before the answer is here, and would lead away as from a session that was ended.
  const stay = leaveByOneself();
  const answer = await postFor("/api/sign-out", {}, doneAnswer);
  // Who is not known any more is signed out.
  if (!answer.ok && answer.status !== 401) {
    stay();
    return answer.detail;
  }
  forgetUnsaved();
  window.location.assign("/sign-in");
  return null;
}
