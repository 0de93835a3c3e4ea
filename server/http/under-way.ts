import type { IncomingMessage, ServerResponse } from "node:http";
import { isDeepStrictEqual } from "node:util";
import type { Access } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import { type Gatekeeper, isRightOf } from "#server/access/gatekeeper.ts";
import { type Answer, problem } from "./answer.ts";
import { refusalFor } from "./refusal-for.ts";

/** Requests that began with a right, and end with it. */
export interface UnderWay {
  /** @returns what to answer in place of what was asked for; null: who asks may still have it */
  watch(asked: Asked): () => Answer | null;
  close(): void;
}

interface Asked {
  readonly access: Access;
  /** Who asked, by the right that let them in. */
  readonly principal: Principal;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
}

/**
 * A file of months takes minutes, and a body may be held back as long as a sender likes to: who is shut out meanwhile
 * gets no more of the one, and does nothing by the other. What was asked for whole by who might do it, is done and
 * answered: people sign out, too.
 */
export function watchRequests(gatekeeper: Gatekeeper): UnderWay {
  const open = new Map<Asked, Answer | null>();

  async function look(asked: Asked): Promise<void> {
    const { access, principal, message, response } = asked;
    const now = await gatekeeper.principalOf(message.headers);
    if (!open.has(asked) || isDeepStrictEqual(now, principal)) return;
    if (message.method === "POST" ? !message.complete : response.headersSent) response.destroy();
    else if (message.method !== "POST") open.set(asked, refusalFor(access, now) ?? changed);
  }

  const stop = gatekeeper.subscribe((right) => {
    for (const asked of open.keys()) {
      // Of whom it cannot be found out whether they may, may not.
      if (isRightOf(asked.principal, right)) look(asked).catch(() => asked.response.destroy());
    }
  });

  return {
    watch(asked) {
      // Deliveries are many, and come by no right that could end.
      if (asked.principal.is !== "account" && asked.principal.is !== "screen") return () => null;
      open.set(asked, null);
      asked.response.once("close", () => open.delete(asked));
      return () => open.get(asked) ?? null;
    },
    close: stop,
  };
}

const changed = problem(503, "What you may see has just changed: ask again.", { "retry-after": "1" });
