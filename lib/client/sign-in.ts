import { sessionAnswer, signedInAnswer } from "#lib/protocol/api/access-answers.ts";
import { postFor } from "./answers.ts";
import { fetchAnswer, RequestFailure } from "./requests.ts";

export type SignInOutcome =
  /** `home`: path of the page that comes next. */
  | { readonly is: "in"; readonly home: string }
  /** Signed in with a password that somebody else chose: one of their own comes first. */
  | { readonly is: "handed-over" }
  | { readonly is: "wrong" }
  /** `seconds` until it is worth another try. */
  | { readonly is: "locked"; readonly seconds: number }
  /** The server let them in, and this browser did not keep it. */
  | { readonly is: "no-cookie" }
  | { readonly is: "failed"; readonly detail: string };

/** @param next path of the page that was wanted; null: none. Never rejects. */
export async function signIn(email: string, password: string, next: string | null): Promise<SignInOutcome> {
  const request = { email, password, ...(next === null ? {} : { next }) };
  const answer = await postFor("/api/sign-in", request, signedInAnswer);
  if (answer.ok) return whoIsIn(answer.answer.home);
  if (answer.status === 401) return { is: "wrong" };
  if (answer.status === 429) return { is: "locked", seconds: answer.retryAfter ?? usualLock };
  return { is: "failed", detail: answer.detail };
}

/** s, where the server does not say. */
const usualLock = 60;

async function whoIsIn(home: string): Promise<SignInOutcome> {
  try {
    const { who } = await fetchAnswer("/api/session", sessionAnswer, {});
    if (who.is !== "account") return { is: "no-cookie" };
    return who.mustChangePassword ? { is: "handed-over" } : { is: "in", home };
  } catch (failure) {
    if (failure instanceof RequestFailure) return { is: "failed", detail: failure.detail };
    throw failure;
  }
}
