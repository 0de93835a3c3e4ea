import { hash, timingSafeEqual } from "node:crypto";

/** What is kept of a secret that was made at random: nobody can guess it, so there is nothing to stretch. */
export function secretDigest(secret: string): Buffer {
  return hash("sha256", secret, "buffer");
}

/** Takes as long for one that is right as for one that is wrong. */
export function isSameDigest(a: Buffer, b: Buffer): boolean {
  return timingSafeEqual(a, b);
}
