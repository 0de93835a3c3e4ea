import { OptionProblem } from "./command-line.ts";

export interface NumberRange {
  readonly from: number;
  readonly to: number;
  readonly whole: boolean;
}

/** The sizes of an office that can be simulated. */
export const sizes = {
  queues: { from: 0, to: 100, whole: true },
  agents: { from: 1, to: 1000, whole: true },
  callsPerHour: { from: 1, to: 1_000_000, whole: false },
} as const satisfies Record<string, NumberRange>;

/** The number an option gives. Throws `OptionProblem` when the text is not a number in the range. */
export function numberIn(option: string, text: string, range: NumberRange): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const fits = value >= range.from && value <= range.to && (!range.whole || Number.isInteger(value));
  if (fits) return value;
  const kind = range.whole ? "a whole number" : "a number";
  throw new OptionProblem(`${option} must be ${kind} from ${range.from} to ${range.to}, not "${text}".`);
}
