import { randomBytes, randomInt } from "node:crypto";
import { makeCode } from "#lib/screens/pairing-code.ts";
import type { Clock } from "#server/clock.ts";
import { isSameDigest, secretDigest } from "./secret-digest.ts";

/** How long a code can be approved, ms. */
export const CODE_LIFE_MS = 10 * 60_000;

/** So that nobody can fill the memory; beyond it the oldest goes. */
const MOST_CODES = 1_000;

/** Where TVs ask for codes and wait for somebody to approve them. Codes do not outlive the process: TVs ask again. */
export interface PairingDesk {
  /**
   * A new code. `secret` is for the asking browser alone: who merely sees the code cannot collect what it brings.
   * @param before the secret of a code that the same browser has no more use for
   */
  open(before: string | null): { readonly code: string; readonly secret: string };
  /** What has become of the browser's code. */
  look(secret: string): PairingState;
  /** Gives the code's browser a screen. False: there is no such code any more, or it has been approved. */
  approve(code: string, screenId: string): boolean;
  /** Whether the code waits to be approved. */
  waits(code: string): boolean;
}

export type PairingState =
  | { readonly is: "pending"; readonly code: string; readonly expiresAt: number }
  | { readonly is: "approved"; readonly screenId: string }
  | { readonly is: "gone" };

interface Pairing {
  readonly secret: Buffer;
  readonly expiresAt: number;
  screenId: string | null;
}

export function createPairingDesk(clock: Clock): PairingDesk {
  // In the order of their making, so that the first is the oldest.
  const pairings = new Map<string, Pairing>();

  function forgetOld(): void {
    const now = clock.now();
    for (const [code, { expiresAt }] of pairings) {
      if (expiresAt > now && pairings.size < MOST_CODES) return;
      pairings.delete(code);
    }
  }
  function live(code: string): Pairing | null {
    const pairing = pairings.get(code);
    return pairing !== undefined && pairing.expiresAt > clock.now() ? pairing : null;
  }
  /** The secret begins with its code, so that one comparison is enough. */
  function ownedBy(secret: string): { readonly code: string; readonly pairing: Pairing } | null {
    const [code = ""] = secret.split(".", 1);
    const pairing = live(code);
    return pairing && isSameDigest(pairing.secret, secretDigest(secret)) ? { code, pairing } : null;
  }
  function freshCode(): string {
    const code = makeCode((below) => randomInt(below));
    return pairings.has(code) ? freshCode() : code;
  }

  return {
    open(before) {
      const own = before === null ? null : ownedBy(before);
      if (own) pairings.delete(own.code);
      forgetOld();
      const code = freshCode();
      const secret = `${code}.${randomBytes(32).toString("base64url")}`;
      pairings.set(code, { secret: secretDigest(secret), expiresAt: clock.now() + CODE_LIFE_MS, screenId: null });
      return { code, secret };
    },
    look(secret) {
      const own = ownedBy(secret);
      if (own === null) return { is: "gone" };
      const { code, pairing } = own;
      if (pairing.screenId !== null) return { is: "approved", screenId: pairing.screenId };
      return { is: "pending", code, expiresAt: pairing.expiresAt };
    },
    approve(code, screenId) {
      const pairing = live(code);
      if (pairing === null || pairing.screenId !== null) return false;
      pairing.screenId = screenId;
      return true;
    },
    waits: (code) => live(code)?.screenId === null,
  };
}
