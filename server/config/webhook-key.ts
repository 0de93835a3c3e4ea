import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";

export interface KeptKey {
  readonly key: string;
  readonly path: string;
  /** It was made just now, and nobody has seen it yet. */
  readonly fresh: boolean;
}

const KEY_BYTES = 32;

/**
 * The secret part of the webhook's address, made on the first start and kept in the data folder, where only the
 * owner can read it. Throws `StartError` when it can be neither read nor made.
 */
export function keepWebhookKey(dataFolder: string): KeptKey {
  const path = join(dataFolder, "webhook-key");
  const kept = readKey(path);
  if (kept !== null) return { key: kept, path, fresh: false };
  const key = randomBytes(KEY_BYTES).toString("base64url");
  try {
    writeFileSync(path, `${key}\n`, { mode: 0o600, flag: "wx", flush: true });
  } catch (cause) {
    throw new StartError(`The webhook's key cannot be kept in ${path}: ${reasonOf(cause)}.`, { cause });
  }
  return { key, path, fresh: true };
}

function readKey(path: string): string | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8").trim();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw new StartError(`The webhook's key cannot be read from ${path}: ${reasonOf(cause)}.`, { cause });
  }
  if (/^[^/?#\s]+$/.test(text)) return text;
  throw new StartError(`${path} holds no webhook key; delete it and a new one is made.`);
}
