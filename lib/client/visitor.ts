import type { Actor } from "#lib/access/role.ts";
import type { Who } from "#lib/protocol/api/access-answers.ts";

/** For whom the navigation is drawn. `open`: whoever comes; nobody signs in. */
export type Visitor = Exclude<Actor, "screen" | "watcher"> | "open";

const visitors: readonly Visitor[] = ["admin", "supervisor", "agent", "open"];

/**
 * Who was here last, kept by this browser, so that the server's first page has the right links before anything is asked.
 * It opens nothing: the server judges every request by the session.
 */
export const visitorCookie = "ringside-visitor";

export function visitorOf(word: string | null): Visitor | null {
  return visitors.find((visitor) => visitor === word) ?? null;
}

/** null: nobody who could use a desk's screens. */
export function visitorOfWho(who: Who): Visitor | null {
  switch (who.is) {
    case "nobody":
    case "screen":
      return null;
    case "open":
      return "open";
    case "account":
      return who.role;
  }
}
