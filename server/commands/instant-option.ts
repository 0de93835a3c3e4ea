import { OptionProblem } from "./command-line.ts";

/** A date at least: other texts that `Date.parse` makes something of, such as "5", were not meant so. */
const isoDate = /^\d{4}-\d\d-\d\d/;

/** An ISO 8601 instant as epoch ms; null when the option is absent. Throws `OptionProblem`. */
export function instantIn(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const at = isoDate.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new OptionProblem(`${option} must be an ISO 8601 time, such as 2026-03-02T09:00:00Z, not "${text}".`);
  }
  return at;
}
