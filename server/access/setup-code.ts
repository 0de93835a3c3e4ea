import { randomInt } from "node:crypto";
import { isSameDigest, secretDigest } from "./secret-digest.ts";

/** Whoever can read what a server prints may make the first account: nobody else knows the code. */
export interface SetupCode {
  /** As it is printed. */
  readonly text: string;
  /** Whether somebody typed it, or that of another server, however they wrote it; false once one is used up. */
  matches(typed: string): Promise<boolean>;
  /** Nor is that of any other server one any more. */
  expire(): Promise<void>;
}

/** The codes that count: those of all servers that share the work and live. Hashes alone. */
export interface SetupCodes {
  add(hash: Buffer): Promise<void>;
  all(): Promise<readonly Buffer[]>;
  clear(): Promise<void>;
}

/** No letter that could be read as another one: a person types it from another screen. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** 80 bits of chance. Nothing but its hash is kept, besides the text that is handed back. */
export async function createSetupCode(codes: SetupCodes): Promise<SetupCode> {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );
  await codes.add(secretDigest(groups.join("")));
  return {
    text: groups.join("-"),
    async matches(typed) {
      const hash = secretDigest(bare(typed));
      return (await codes.all()).filter((right) => isSameDigest(hash, right)).length > 0;
    },
    expire: codes.clear,
  };
}

/** Of a server that is alone. */
export function createOwnCodes(): SetupCodes {
  let codes: readonly Buffer[] = [];
  return {
    async add(hash) {
      codes = [...codes, hash];
    },
    all: async () => codes,
    async clear() {
      codes = [];
    },
  };
}

/** Small letters, blanks and hyphens are as good, and so is what only looks like a digit. */
function bare(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^\dA-Z]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
}
