import type { Clock } from "#server/clock.ts";
import { isSameDigest, secretDigest } from "./secret-digest.ts";
import { flawOfKey, type ValidKey, type WebhookKeys } from "./webhook-keys.ts";

/** Keys that the operator gives at the start. When they were used is known since then. @param previous null: there is none */
export function createGivenKeys(current: string, previous: string | null, clock: Clock): WebhookKeys {
  const currentDigest = secretDigest(current);
  const previousDigest = previous === null ? null : secretDigest(previous);
  const lastUsed: Record<ValidKey["is"], number | null> = { current: null, previous: null };
  const valid = (is: ValidKey["is"]): ValidKey => ({ is, madeAt: null, until: null, lastUsedAt: lastUsed[is] });
  return {
    from: "environment",
    match(text) {
      const digest = secretDigest(text);
      const isCurrent = isSameDigest(digest, currentDigest);
      const isPrevious = previousDigest !== null && isSameDigest(digest, previousDigest);
      if (isCurrent) return "current";
      return isPrevious ? "previous" : null;
    },
    flawOf: (text) => flawOfKey(text, current.length),
    used(is) {
      lastUsed[is] = clock.now();
    },
    valid: () => (previousDigest === null ? [valid("current")] : [valid("current"), valid("previous")]),
    kept: null,
    close: async () => undefined,
  };
}
