import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "#lib/access/principal.ts";

/** Knows who stands behind a request. */
export interface Gatekeeper {
  /**
   * Never rejects for what a request carries: what proves nothing makes nobody of it. At once where nothing is carried.
   * Rejects with `AccessUnavailable`.
   */
  principalOf(headers: IncomingHttpHeaders): Principal | Promise<Principal>;
  /** The listener is told of each right that has ended: by then `principalOf` knows. */
  subscribe(listener: (ended: EndedRight) => void): () => void;
}

/** Where it is kept who may come in cannot be reached. */
export class AccessUnavailable extends Error {
  override readonly name = "AccessUnavailable";
}

/** `account`: its role, extension or name has changed, or it is gone; every session of it must be looked at anew. */
export type EndedRight =
  | { readonly of: "session"; readonly sessionId: string }
  | { readonly of: "account"; readonly accountId: string }
  | { readonly of: "screen"; readonly screenId: string };

/** Of a server that is open to whoever reaches it. */
export const openGatekeeper: Gatekeeper = {
  principalOf: () => ({ is: "open" }),
  subscribe: () => () => undefined,
};

/** Whether it was that right that somebody stood here by. */
export function isRightOf(principal: Principal, right: EndedRight): boolean {
  switch (right.of) {
    case "session":
      return principal.is === "account" && principal.sessionId === right.sessionId;
    case "account":
      return principal.is === "account" && principal.accountId === right.accountId;
    case "screen":
      return principal.is === "screen" && principal.screenId === right.screenId;
  }
}
