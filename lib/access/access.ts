import { actorOf, type Principal } from "./principal.ts";
import type { Actor } from "./role.ts";

/** Who may use a route, see a page, or send or be sent a message. Without one nothing is served. */
export type Access = "anyone" | readonly Actor[];

export const admins = ["admin"] as const satisfies Access;
export const supervisors = ["admin", "supervisor"] as const satisfies Access;
/** Whoever has an account. */
export const staff = ["admin", "supervisor", "agent"] as const satisfies Access;
/** Whoever may see a board: staff, and the screens on walls. */
export const viewers = ["admin", "supervisor", "agent", "screen"] as const satisfies Access;

/** Whoever may read how the server does. */
export const watchers = ["admin", "watcher"] as const satisfies Access;

/** `unknown`: it would depend on who asks. `forbidden`: it is known who asks, who may not. */
export type Permission = "granted" | "unknown" | "forbidden";

export function permissionOf(access: Access, principal: Principal): Permission {
  if (access === "anyone") return "granted";
  const actor = actorOf(principal);
  if (actor === null) return "unknown";
  return access.includes(actor) ? "granted" : "forbidden";
}
