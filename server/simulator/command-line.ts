import { type ParseArgsConfig, parseArgs } from "node:util";
import { OptionProblem } from "./number-option.ts";

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

/** What `parseArgs` throws: an unknown option, or one without its value. */
function isParseError(cause: unknown): cause is Error {
  return cause instanceof TypeError && "code" in cause && String(cause.code).startsWith("ERR_PARSE_ARGS");
}

/** Node adds advice about positional arguments, of which there are none here. */
function firstSentence(message: string): string {
  return `${message.split(/[.\n]\s|\.$/)[0]}.`;
}
