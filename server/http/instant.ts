import { z } from "zod";

/** In a query an unescaped plus, as time zones have, is a blank. */
export const withPlus = (text: string): string => text.replace(/ (?=\d\d:?\d\d$)/, "+");

/** An instant in a query, as epoch ms. A date alone is its beginning in UTC. */
export const instant = z
  .string()
  .transform(withPlus)
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], "must be an ISO 8601 time, with its zone"))
  .transform((text) => Date.parse(text));
