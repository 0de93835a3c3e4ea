import { secretDigest } from "#server/access/secret-digest.ts";
import type { Clock } from "#server/clock.ts";
import { makeWebhookKey } from "#server/config/webhook-key.ts";

/** Keys that the server lends itself for one request each: of its own keys it knows no more than their digests. */
export interface TestKeys {
  lend(): string;
  /** Whether the text is a key that was lent; it is good for nothing after that. */
  take(text: string): boolean;
}

const LENT_FOR_MS = 10_000;

export function createTestKeys(clock: Clock): TestKeys {
  const lent = new Map<string, number>();

  const nameOf = (text: string) => secretDigest(text).toString("base64");

  return {
    lend() {
      const now = clock.now();
      for (const [name, until] of lent) if (until <= now) lent.delete(name);
      const key = makeWebhookKey();
      lent.set(nameOf(key), now + LENT_FOR_MS);
      return key;
    },
    take(text) {
      if (lent.size === 0) return false;
      const name = nameOf(text);
      const until = lent.get(name);
      lent.delete(name);
      return until !== undefined && until > clock.now();
    },
  };
}
