import { commonPasswords } from "./common-passwords.ts";

export const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 256;

/** A part of an email that short stands in many a good password by chance. */
const TELLING_PART = 4;

/**
 * What a new password lacks, one sentence; null: nothing. Long enough and hard to guess is all that is asked: no kind of
 * letter is.
 */
export function passwordFault(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `The password must have at least ${SHORTEST_PASSWORD} characters.`;
  if (length > LONGEST_PASSWORD) return `The password may have at most ${LONGEST_PASSWORD} characters.`;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 4) return "The password repeats the same few characters.";
  if (plain.includes("ringside")) return "The password must not hold the name of this product.";
  const mail = email.trim().toLowerCase();
  const [person = ""] = mail.split("@");
  if (plain.includes(mail) || (person.length >= TELLING_PART && plain.includes(person))) {
    return "The password must not hold the email.";
  }
  return isCommon(plain) ? "The password is one of those that are guessed first." : null;
}

/** Also with something common around it: digits and signs at the end are the first that guessing programs add. */
function isCommon(plain: string): boolean {
  const bare = plain.replace(/[^\p{L}]+$/u, "").replace(/^[^\p{L}]+/u, "");
  return commonPasswords.has(plain) || commonPasswords.has(bare) || isRun(plain);
}

/** Characters that follow each other on a keyboard or in the alphabet, forwards or backwards. */
function isRun(plain: string): boolean {
  return rows.some((row) => row.includes(plain) || [...row].reverse().join("").includes(plain));
}

const rows = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
];
