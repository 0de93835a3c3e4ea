import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

/** How much work one guess is: scrypt's own figures. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** As OWASP's password storage guidance asks of scrypt, with 32 MiB at a time: small machines must bear it too. */
export const usualCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Of nobody: as much work to compare with, and no password's. */
export function hashOfNobody(cost: PasswordCost): string {
  return written(cost, Buffer.alloc(SALT_BYTES), Buffer.alloc(HASH_BYTES));
}

/** What is kept of a password. It says how it was made, so that it can be told later, however others are made then. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return written(cost, salt, await derive(password, salt, cost));
}

function written({ N, r, p }: PasswordCost, salt: Buffer, made: Buffer): string {
  return ["scrypt", N, r, p, salt.toString("base64url"), made.toString("base64url")].join("$");
}

/** Throws when `hash` is nothing that `hashPassword` made. */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [scheme, N, r, p, salt, made] = hash.split("$");
  if (scheme !== "scrypt" || salt === undefined || made === undefined) throw new Error("a kept password is unreadable");
  const expected = Buffer.from(made, "base64url");
  const cost = { N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, "base64url"), cost), expected);
}

/** In a thread of its own: nothing else waits. One way of writing a letter counts as good as another. */
function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  const options = { ...cost, maxmem: 2 ** 20 + 2 * 128 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, HASH_BYTES, options, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
