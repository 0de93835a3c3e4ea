import { type Access, permissionOf } from "#lib/access/access.ts";
import type { Principal } from "#lib/access/principal.ts";
import { type Answer, problem } from "./answer.ts";

/** null lets the request in. */
export function refusalFor(access: Access, principal: Principal): Answer | null {
  switch (permissionOf(access, principal)) {
    case "granted":
      return null;
    case "unknown":
      return problem(401, "Sign in first.");
    case "forbidden":
      return problem(403, "That is not for you to see or to do.");
  }
}
