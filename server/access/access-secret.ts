import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { putSecret } from "#server/config/put-secret.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import type { AccessDatabase } from "./access-database.ts";

const SECRET_BYTES = 32;

/**
 * What tokens are kept with: made on the first start, and kept beside the file of accounts rather than in it, so that a
 * copy of that file alone lets nobody in. Only the owner can read it. Throws `StartError`.
 */
export function keepAccessSecret(dataFolder: string): string {
  const path = secretPath(dataFolder);
  const kept = read(path);
  if (kept !== null) return kept;
  const secret = madeSecret();
  try {
    putSecret(path, `${secret}\n`);
  } catch (cause) {
    throw new StartError(`${path} cannot be written: ${reasonOf(cause)}.`, { cause });
  }
  return secret;
}

/** null: there is none yet. Throws `StartError` where it is damaged. */
export function readAccessSecret(dataFolder: string): string | null {
  return read(secretPath(dataFolder));
}

const secretPath = (dataFolder: string) => join(dataFolder, "access-secret");

/** The same for all servers of a database: the first that starts makes it. */
export async function keepSharedSecret(database: AccessDatabase): Promise<string> {
  await database.run("INSERT INTO access_secret (secret) VALUES (?) ON CONFLICT DO NOTHING", [madeSecret()]);
  const [kept] = await database.all<{ secret: string }>("SELECT secret FROM access_secret");
  return kept?.secret ?? "";
}

/** For a server that keeps nothing. */
export function madeSecret(): string {
  return randomBytes(SECRET_BYTES).toString("base64url");
}

/** null: there is none yet. What is too short to be one is a file that was damaged: all must sign in again. */
function read(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw new StartError(`${path} cannot be read: ${reasonOf(cause)}.`, { cause });
  }
  if (text.length >= SECRET_BYTES) return text;
  throw new StartError(`${path} holds no secret; delete it and a new one is made: everybody must sign in again.`);
}
