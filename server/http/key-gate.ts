import type { ArrivalKey, KeyFlaw } from "#lib/protocol/api/connection-answers.ts";
import type { WebhookKeys } from "#server/access/webhook-keys.ts";
import type { Clock } from "#server/clock.ts";
import { type Answer, problem } from "./answer.ts";
import type { TestKeys } from "./test-event-keys.ts";
import { createWrongKeyLimit } from "./wrong-key-limit.ts";

/**
 * The key in the path is the only secret the sender can carry. Who has it wrong is told nothing else: not whether the
 * rest of the request was any good. Who has it right but sends from where nobody may send is told the same: else a stolen
 * key could be tried from anywhere. Who has it right is never held up.
 */
export interface KeyGate {
  /** @param rest what follows the webhook's address @param address of who asks */
  admit(rest: string, address: string): Admission;
  /** How many were not let in since the start. */
  refusals(): number;
}

export type Admission = LetIn | Refused;

export interface LetIn {
  readonly key: "current" | "previous" | "test";
  readonly refusal: null;
}

export interface Refused {
  readonly key: ArrivalKey;
  readonly refusal: Answer;
  readonly verdict: "wrong-key" | "sender-not-allowed";
  readonly flaw: KeyFlaw | null;
}

export interface KeyGateParts {
  readonly keys: Pick<WebhookKeys, "match" | "flawOf">;
  readonly tests: TestKeys;
  readonly mayUse: (address: string) => boolean;
  readonly clock: Clock;
}

const letIn = {
  current: { key: "current", refusal: null },
  previous: { key: "previous", refusal: null },
  test: { key: "test", refusal: null },
} as const;

export function createKeyGate({ keys, tests, mayUse, clock }: KeyGateParts): KeyGate {
  const limit = createWrongKeyLimit(clock);
  let refusals = 0;

  function refuse(address: string): Answer {
    refusals += 1;
    const retryAfter = limit.note(address);
    if (retryAfter === null) return problem(401, "This is not a webhook address of this server.");
    const detail = "Too many requests with a wrong key came from this address.";
    return problem(429, detail, { "retry-after": `${retryAfter}` });
  }

  return {
    admit(rest, address) {
      const text = keyIn(rest);
      const match = keys.match(text);
      const allowed = mayUse(address);
      if (match === "current" || match === "previous") {
        if (allowed) return letIn[match];
        return { key: match, refusal: refuse(address), verdict: "sender-not-allowed", flaw: null };
      }
      if (tests.take(text)) return letIn.test;
      const verdict = "wrong-key";
      if (match === "ended") return { key: "ended", refusal: refuse(address), verdict, flaw: null };
      if (text === "") return { key: "none", refusal: refuse(address), verdict, flaw: null };
      return { key: "wrong", refusal: refuse(address), verdict, flaw: keys.flawOf(text) };
    },
    refusals: () => refusals,
  };
}

/** Operators add a slash at the end; senders escape what need not be escaped. */
export function keyIn(rest: string): string {
  const bare = rest.endsWith("/") ? rest.slice(0, -1) : rest;
  if (!bare.includes("%")) return bare;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
