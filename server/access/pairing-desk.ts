import { randomBytes, randomInt } from "node:crypto";
import { makeCode } from "#lib/screens/pairing-code.ts";
import type { Clock } from "#server/clock.ts";
import type { AccessDatabase, AccessQueries } from "./access-database.ts";
import { isSameDigest, secretDigest } from "./secret-digest.ts";

/** How long a code can be approved, ms. */
export const CODE_LIFE_MS = 10 * 60_000;

/** So that nobody can fill the memory; beyond it the oldest goes. */
const MOST_CODES = 1_000;

/**
 * Where TVs ask for codes and wait for somebody to approve them: at any of the servers, whichever is asked, approves and
 * collects. Codes do not outlive a server that is alone: TVs ask again.
 */
export interface PairingDesk {
  /**
   * A new code. `secret` is for the asking browser alone: who merely sees the code cannot collect what it brings.
   * @param before the secret of a code that the same browser has no more use for
   */
  open(before: string | null): Promise<{ readonly code: string; readonly secret: string }>;
  /** What has become of the browser's code. */
  look(secret: string): Promise<PairingState>;
  /** Gives the code's browser a screen. False: there is no such code any more, or it has been approved. */
  approve(code: string, screenId: string): Promise<boolean>;
  /** Whether the code waits to be approved. */
  waits(code: string): Promise<boolean>;
}

export type PairingState =
  | { readonly is: "pending"; readonly code: string; readonly expiresAt: number }
  | { readonly is: "approved"; readonly screenId: string }
  | { readonly is: "gone" };

interface Pairing {
  readonly secret: Uint8Array;
  readonly expiresAt: number;
  readonly screenId: string | null;
}

export function createPairingDesk(database: AccessDatabase, clock: Clock): PairingDesk {
  async function live(queries: AccessQueries, code: string): Promise<Pairing | null> {
    const [pairing] = await queries.all<Pairing>(
      `SELECT secret, expires_at AS "expiresAt", screen_id AS "screenId" FROM pairing
       WHERE code = ? AND expires_at > ?`,
      [code, clock.now()],
    );
    return pairing ?? null;
  }
  /** The secret begins with its code, so that one comparison is enough. */
  async function ownedBy(queries: AccessQueries, secret: string) {
    const [code = ""] = secret.split(".", 1);
    const pairing = await live(queries, code);
    return pairing && isSameDigest(Buffer.from(pairing.secret), secretDigest(secret)) ? { code, pairing } : null;
  }
  async function freshCode(queries: AccessQueries): Promise<string> {
    const code = makeCode((below) => randomInt(below));
    return (await live(queries, code)) === null ? code : freshCode(queries);
  }

  return {
    open: (before) =>
      database.transaction("pairing", async (queries) => {
        const own = before === null ? null : await ownedBy(queries, before);
        if (own) await queries.run("DELETE FROM pairing WHERE code = ?", [own.code]);
        await makeRoom(queries, clock.now());
        const code = await freshCode(queries);
        const secret = `${code}.${randomBytes(32).toString("base64url")}`;
        const expiresAt = clock.now() + CODE_LIFE_MS;
        await queries.run("INSERT INTO pairing VALUES (?, ?, ?, NULL)", [code, secretDigest(secret), expiresAt]);
        return { code, secret };
      }),
    async look(secret) {
      const own = await ownedBy(database, secret);
      if (own === null) return { is: "gone" };
      const { code, pairing } = own;
      if (pairing.screenId !== null) return { is: "approved", screenId: pairing.screenId };
      return { is: "pending", code, expiresAt: pairing.expiresAt };
    },
    async approve(code, screenId) {
      const approved = await database.all(
        "UPDATE pairing SET screen_id = ? WHERE code = ? AND screen_id IS NULL AND expires_at > ? RETURNING code",
        [screenId, code, clock.now()],
      );
      return approved.length > 0;
    },
    async waits(code) {
      return (await live(database, code))?.screenId === null;
    },
  };
}

async function makeRoom({ run }: AccessQueries, now: number): Promise<void> {
  await run("DELETE FROM pairing WHERE expires_at <= ?", [now]);
  await run(
    `DELETE FROM pairing WHERE code NOT IN (
       SELECT code FROM pairing ORDER BY expires_at DESC LIMIT ${MOST_CODES - 1}
     )`,
  );
}
