import type { IncomingHttpHeaders } from "node:http";
import type { Principal } from "#lib/access/principal.ts";
import type { Gatekeeper } from "./gatekeeper.ts";
import { isSameDigest, secretDigest } from "./secret-digest.ts";

const watcher: Principal = { is: "watcher" };

/** Knows the program that reads the metrics by its token, and asks the other gatekeeper about everybody else. */
export function createWatchedGatekeeper(others: Gatekeeper, token: string): Gatekeeper {
  const digest = secretDigest(token);
  return {
    principalOf(headers) {
      const shown = bearerIn(headers);
      const isWatcher = shown !== null && isSameDigest(secretDigest(shown), digest);
      return isWatcher ? watcher : others.principalOf(headers);
    },
    subscribe: others.subscribe,
  };
}

function bearerIn({ authorization = "" }: IncomingHttpHeaders): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null;
}
