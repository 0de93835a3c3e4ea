import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { putSecret } from "./put-secret.ts";
import { syncFolder } from "./sync-folder.ts";

const KEY_BYTES = 32;

/** The secret part of the webhook's address. */
export function makeWebhookKey(): string {
  return randomBytes(KEY_BYTES).toString("base64url");
}

/** Where the key stands in plain text until an admin has it: a file that only its owner can read. */
export interface KeyFile {
  readonly path: string;
  /** null where there is none. Throws `StartError` where it cannot be read, or holds no key. */
  read(): string | null;
  /** Throws `StartError` where it cannot be written, or is there already. */
  write(key: string): void;
  /** Throws where it is there and stays. */
  remove(): void;
}

export function keyFileIn(dataFolder: string): KeyFile {
  const path = join(dataFolder, "webhook-key");
  return {
    path,
    read: () => readKey(path),
    write(key) {
      try {
        putSecret(path, `${key}\n`);
      } catch (cause) {
        throw new StartError(`The webhook's key cannot be kept in ${path}: ${reasonOf(cause)}.`, { cause });
      }
    },
    remove() {
      rmSync(path, { force: true });
      syncFolder(dataFolder);
    },
  };
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
  throw new StartError(`${path} holds no webhook key; write one into it, or delete it.`);
}
