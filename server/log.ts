import { format } from "node:util";
import { type Logger, pino } from "pino";
import { createLogMask } from "./log-mask.ts";

export type { Logger };

/** Of lines that could not be written, and are tried again with the next; what comes beyond that is lost. */
const MOST_WAITING_BYTES = 1024 * 1024;

/**
 * One JSON object a line on stderr. Nothing is written but masked: no number of a person, no key, token or password, in
 * no message, field or error. Where nothing can be written, the process goes on without.
 *
 * @param secrets what this start was given and nobody is to read
 */
export function createLogger(level: string, secrets: readonly string[] = []): Logger {
  const mask = createLogMask(secrets);
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MOST_WAITING_BYTES });
  // A terminal that was closed, a disk that is full: what nobody can read ends nothing, and cannot be told either.
  destination.on("error", () => undefined);
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
    destination,
  );
}

function fieldsOf(first: unknown): object {
  if (first instanceof Error) return { err: first };
  return typeof first === "object" && first !== null ? first : { value: first };
}
