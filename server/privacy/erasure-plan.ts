import { randomInt } from "node:crypto";
import { z } from "zod";
import type { Erasure } from "#lib/board/erasure.ts";

/** An erasure that was begun. It lies in the journal's own file until nothing is left to do, and is gone with that. */
export interface ErasurePlan extends Erasure {
  /** The journal is without the caller up to this `seq`; who calls again after that is somebody new. */
  readonly upTo: number;
}

const plan = z.object({
  key: z.string().nullable(),
  pseudonym: z.string(),
  calls: z.array(z.string()).transform((ids): ReadonlySet<string> => new Set(ids)),
  salt: z.string(),
  upTo: z.number(),
});

export function planText({ calls, ...rest }: ErasurePlan): string {
  return JSON.stringify({ ...rest, calls: [...calls] });
}

/** Throws where it is none. */
export function readPlan(text: string): ErasurePlan {
  return plan.parse(JSON.parse(text));
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** @param length in letters: eight name a caller, some thirty cannot be guessed */
export function randomLetters(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");
}
