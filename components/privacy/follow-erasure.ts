import type { PrivacyAnswer } from "#lib/protocol/api/privacy-answers.ts";

type State = Pick<PrivacyAnswer, "erasing" | "erased">;

/**
 * Waits for the end of an erasure whose own answer did not come: a journal of years takes its time, and what stands in
 * between gives up sooner. Resolves with what came of it; null: the server does not know, for it was started anew.
 * @param before the last erasure when this one was asked for
 * @param ask rejects while the server is away
 */
export async function followErasure(
  before: State["erased"],
  ask: () => Promise<State>,
  pause: () => Promise<void>,
): Promise<State["erased"]> {
  for (;;) {
    const state = await ask().catch(() => null);
    if (state !== null && !state.erasing) return state.erased?.at === before?.at ? null : state.erased;
    await pause();
  }
}
