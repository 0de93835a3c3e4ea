import { z } from "zod";

/** In a query an unescaped plus, as time zones have, is a blank. */
const withPlus = (text: string): string => text.replace(/ (?=\d\d:?\d\d$)/, "+");

/** An instant in a query, in the one form in which all times of the interface can be compared as text. */
export const instant = z
  .string()
  .transform(withPlus)
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], "must be an ISO 8601 time, with its zone"))
  .transform((text) => new Date(text).toISOString());
