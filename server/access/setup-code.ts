import { randomInt } from "node:crypto";
import { isSameDigest, secretDigest } from "./secret-digest.ts";

/** Whoever can read what the server prints may make the first account: nobody else knows the code. */
export interface SetupCode {
  /** As it is printed. */
  readonly text: string;
  /** Whether somebody typed it, however they wrote it; false once it is used up. */
  matches(typed: string): boolean;
  expire(): void;
}

/** No letter that could be read as another one: a person types it from another screen. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** 80 bits of chance. Only its hash stays in memory, besides the text that is handed back. */
export function createSetupCode(): SetupCode {
  const groups = Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => alphabet[randomInt(alphabet.length)]).join(""),
  );
  let right: Buffer | null = secretDigest(groups.join(""));
  return {
    text: groups.join("-"),
    matches: (typed) => right !== null && isSameDigest(secretDigest(bare(typed)), right),
    expire() {
      right = null;
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
