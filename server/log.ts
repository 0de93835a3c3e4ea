import { format } from "node:util";
import { type Logger, pino } from "pino";
import { createLogMask } from "./log-mask.ts";

export type { Logger };

/**
 * One JSON object a line on stderr. Nothing is written but masked: no number of a person, no key, token or password, in
 * no message, field or error.
 *
 * @param secrets what this start was given and nobody is to read
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const mask = createLogMask(secrets);
  return pino(
    {
      level,
      base: null,
      // Masked already.
      serializers: { err: (told: unknown) => told },
      hooks: {
        logMethod([first, ...rest], write) {
          const [fields, words] = typeof first === "string" ? [{}, [first, ...rest]] : [fieldsOf(first), rest];
          write.call(this, mask.value(fields), words.length > 0 ? mask.text(format(...words)) : undefined);
        },
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

function fieldsOf(first: unknown): object {
  if (first instanceof Error) return { err: first };
  return typeof first === "object" && first !== null ? first : { value: first };
}
