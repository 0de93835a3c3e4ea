import { hash, timingSafeEqual } from "node:crypto";
import type { Clock } from "#server/clock.ts";
import { type Answer, problem } from "./answer.ts";
import { createWrongKeyLimit } from "./wrong-key-limit.ts";

/**
 * The key in the path is the only secret the sender can carry. Who has it wrong is told nothing else: not whether the
 * rest of the request was any good. Who has it right is never held up.
 */
export interface KeyGate {
  /** null lets the request in. @param rest what follows the webhook's address @param address of the socket's peer */
  refuse(rest: string, address: string): Answer | null;
  /** How many were not let in since the start. */
  refusals(): number;
}

export function createKeyGate(key: string, clock: Clock): KeyGate {
  const right = digest(key);
  const limit = createWrongKeyLimit(clock);
  let refusals = 0;
  return {
    refuse(rest, address) {
      if (timingSafeEqual(digest(keyIn(rest)), right)) return null;
      refusals += 1;
      const retryAfter = limit.note(address);
      if (retryAfter === null) return problem(401, "This is not a webhook address of this server.");
      const detail = "Too many requests with a wrong key came from this address.";
      return problem(429, detail, { "retry-after": `${retryAfter}` });
    },
    refusals: () => refusals,
  };
}

function digest(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

/** Operators add a slash at the end; senders escape what need not be escaped. */
function keyIn(rest: string): string {
  const bare = rest.endsWith("/") ? rest.slice(0, -1) : rest;
  if (!bare.includes("%")) return bare;
  try {
    return decodeURIComponent(bare);
  } catch {
    return bare;
  }
}
