import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a person asks of a command. */
export type CommandRequest<Options> =
  | { readonly kind: "run"; readonly options: Options }
  | { readonly kind: "help" }
  /** `message` is one sentence. */
  | { readonly kind: "problem"; readonly message: string };

/** An option or an operand that cannot be meant. The message is one sentence for the person who typed it. */
export class OptionProblem extends Error {
  override readonly name = "OptionProblem";
}

type Forms = NonNullable<ParseArgsConfig["options"]>;
export type ValuesOf<F extends Forms> = ReturnType<typeof parseArgs<{ args: string[]; options: F }>>["values"];

/**
 * @param args what stands behind the command's name
 * @param toOptions may throw `OptionProblem`
 * @param mostOperands how many words the command takes that belong to no option
 */
export function readCommandLine<const F extends Forms, Options>(
  args: readonly string[],
  forms: F,
  toOptions: (values: ValuesOf<F>, operands: readonly string[]) => Options,
  mostOperands = 0,
): CommandRequest<Options> {
  if (args.includes("--help") || args.includes("-h")) return { kind: "help" };
  try {
    const { values, positionals } = parseArgs<{ args: string[]; options: F; allowPositionals: true }>({
      args: [...args],
      options: forms,
      allowPositionals: true,
    });
    const surplus = positionals[mostOperands];
    if (surplus !== undefined) throw new OptionProblem(`Unexpected argument '${surplus}'.`);
    return { kind: "run", options: toOptions(values, positionals) };
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

/** Node adds advice about words that begin with a dash, which none of ours does. */
function firstSentence(message: string): string {
  return `${message.split(/[.\n]\s|\.$/)[0]}.`;
}
