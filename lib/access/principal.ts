import type { Actor, Role } from "./role.ts";

/** Who stands behind a request or a connection. */
export type Principal =
  | { readonly is: "nobody" }
  /** The server is open to whoever reaches it, which is this machine alone. May do what an admin may. */
  | { readonly is: "open" }
  | {
      readonly is: "account";
      readonly accountId: string;
      readonly sessionId: string;
      readonly name: string;
      readonly role: Role;
      /** An agent's own phone; null: none is bound to the account. */
      readonly extension: string | null;
    }
  | { readonly is: "screen"; readonly screenId: string; readonly name: string; readonly board: string }
  /** A program that shows the token by which it may read how the server does. */
  | { readonly is: "watcher" };

export const nobody: Principal = { is: "nobody" };

/** null for nobody. */
export function actorOf(principal: Principal): Actor | null {
  switch (principal.is) {
    case "nobody":
      return null;
    case "open":
      return "admin";
    case "account":
      return principal.role;
    case "screen":
      return "screen";
    case "watcher":
      return "watcher";
  }
}
