import { randomInt } from "node:crypto";

/** Nothing that could be read as something else: it is read out, or typed from paper. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** A password to hand over, about 79 bits of chance. */
export function handedPassword(): string {
  return Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP_LENGTH }, () => letters[randomInt(letters.length)]).join(""),
  ).join("-");
}
