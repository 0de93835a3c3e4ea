import { z } from "zod";

// How a variable of the environment is read. Every message completes the sentence that begins with its name.

/** A variable that is set to nothing is not set. */
export function variable<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((text) => (text === "" ? undefined : text), schema);
}

export function wholeNumber(from: number, to: number) {
  const says = `must be a whole number from ${from} to ${to}`;
  return z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, says)
    .transform(Number)
    .refine((number) => number >= from && number <= to, says);
}

export function yesOrNo() {
  return z.enum(["yes", "no"], 'must be "yes" or "no"').transform((word) => word === "yes");
}

/** Words with commas or blanks between them. */
export function list(isItem: (word: string) => boolean, says: string) {
  return z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((word) => word !== ""))
    .refine((words) => words.every(isItem), says);
}

/** A text in a form of its own. @param read null: the text is not of it */
export function form<Value>(read: (text: string) => Value | null, says: string) {
  return z.string().transform((text, context): Value => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: "custom", message: says });
    return z.NEVER;
  });
}
