import { isIP } from "node:net";
import { type Logger, pino, stdSerializers } from "pino";

export type { Logger };

/** A phone number in any of its spellings, or a call id, which is as telling as a number to whoever holds the PBX's records. */
const longNumber = /\d(?:[\s()./-]{0,2}\d){5,}/g;

/** One JSON object a line on stderr. Errors are logged without the numbers of the people they are about. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, serializers: { err: withoutNumbers } }, pino.destination({ dest: 2, sync: true }));
}

function withoutNumbers(error: Error): unknown {
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message: mask(message), stack: mask(stack) };
}

function mask(text: string | undefined): string {
  return (text ?? "").replace(longNumber, (digits) => (isIP(digits) === 4 ? digits : "…"));
}
