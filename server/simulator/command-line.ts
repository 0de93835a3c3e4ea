import { type ParseArgsConfig, parseArgs } from "node:util";

/** An option that cannot be meant. The message is one sentence for the person who typed it. */
export class OptionProblem extends Error {
  override readonly name = "OptionProblem";
}

/** What a person asks of a command. */
export type CommandRequest<Options> =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "help" }
  | { readonly kind: "problem"; readonly message: string };

type Forms = NonNullable<ParseArgsConfig["options"]>;
export type ValuesOf<F extends Forms> = ReturnType<typeof parseArgs<{ args: string[]; options: F }>>["values"];

/**
 * @param args what stands behind the command's name
 * @param toOptions may throw `OptionProblem`
 */
export function readCommandLine<const F extends Forms, Options>(
  args: readonly string[],
  forms: F,
  toOptions: (values: ValuesOf<F>) => Options,
): CommandRequest<Options> {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  try {
    const { values } = parseArgs<{ args: string[]; options: F }>({ args: [...args], options: forms });
    return { kind: "run", options: toOptions(values) };
  } catch (cause) {
    if (cause instanceof OptionProblem) return { kind: "problem", message: cause.message };
    if (isParseError(cause)) return { kind: "problem", message: firstSentence(cause.message) };
    throw cause;
  }
}

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

/** Throws `OptionProblem` when the text is not a number in the range. */
export function numberIn(option: string, text: string, range: NumberRange): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  const fits = value >= range.from && value <= range.to && (!range.whole || Number.isInteger(value));
  if (fits) return value;
  const kind = range.whole ? "a whole number" : "a number";
  throw new OptionProblem(`${option} must be ${kind} from ${range.from} to ${range.to}, not "${text}".`);
}

/** What `parseArgs` throws: an unknown option, or one without its value. */
function isParseError(cause: unknown): cause is Error {
  return cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS");
}

/** Node adds advice about positional arguments, of which there are none here. */
function firstSentence(message: string): string {
  return `${message.split(/[.\n]\s|\.$/)[0]}.`;
}
