import { isIP } from "node:net";
import { stdSerializers } from "pino";

/** Takes out of what is logged whatever tells of a person or lets somebody in. */
export interface LogMask {
  text(text: string): string;
  /** A copy of a value, to its depths: its texts masked, and nothing in it that a line cannot hold. */
  value(value: unknown): unknown;
}

const HIDDEN = "…";
/** What lies deeper, or goes in a circle, is left out. */
const DEEPEST = 6;
/** A word of the start that is shorter would be found in half of all texts. */
const SHORTEST_SECRET = 6;

/** A phone number in any of its spellings, or a call id, which is as telling as a number to whoever holds the PBX's records. */
const longNumber = /\d(?:[\s()./-]{0,2}\d){5,}/g;
/** Keys, tokens and digests are words that nobody writes by hand. */
const longWord = /[\w-]{32,}/g;
/** The rest of a webhook's address is its key, however short. */
const webhookKey = /(\/webhook\/+)[^\s?#"'/]+/gi;
/** `name=value`, `"name":"value"`, `name: value` of what is not to be told, and credentials in an address. */
const named =
  /((?:key|token|secret|passw(?:or)?d|code|authorization|cookie|credentials?)["']?\s*[=:]\s*["']?(?:bearer\s+|basic\s+)?)[^\s"'&;,]+/gi;
const bearer = /(bearer\s+)[^\s"',;]+/gi;
const credentials = /(:\/\/)[^\s/@]+@/g;
/** A field of such a name is left out whole, whatever it holds. */
const secretName = /key|token|secret|passw|authorization|cookie|credential/i;
/** Numbers that count something; any other of many digits could be somebody's. */
const countingName = /^(?:seq|rev|at|pid|port|status|count|bytes|ms)$|(?:At|Bytes|Ms)$/;
const MOST_DIGITS = 6;

/** @param secrets what this start was given and nobody is to read */
export function createLogMask(secrets: readonly string[]): LogMask {
  const words = secrets.filter(({ length }) => length >= SHORTEST_SECRET).sort((a, b) => b.length - a.length);

  function text(given: string): string {
    const without = words.reduce((left, word) => left.replaceAll(word, HIDDEN), given);
    return without
      .replace(webhookKey, `$1${HIDDEN}`)
      .replace(credentials, `$1${HIDDEN}@`)
      .replace(named, `$1${HIDDEN}`)
      .replace(bearer, `$1${HIDDEN}`)
      .replace(longWord, HIDDEN)
      .replace(longNumber, (digits) => (isIP(digits) === 4 ? digits : HIDDEN));
  }

  function number(name: string, given: number): unknown {
    const isShort = Math.abs(given) < 10 ** MOST_DIGITS;
    return isShort || countingName.test(name) ? given : HIDDEN;
  }

  function members(entries: Iterable<readonly [string, unknown]>, above: readonly object[]): unknown {
    const shown = Array.from(entries, ([name, value]) => [
      text(name),
      secretName.test(name) ? HIDDEN : masked(name, value, above),
    ]);
    return Object.fromEntries(shown);
  }

  function error(given: Error): unknown {
    const { type, message, stack } = stdSerializers.err(given);
    return { type, message: text(message), stack: text(stack) };
  }

  function composed(name: string, given: object, above: readonly object[]): unknown {
    if (given instanceof Error) return error(given);
    if (given instanceof Date) return Number.isNaN(given.getTime()) ? HIDDEN : given.toISOString();
    if (ArrayBuffer.isView(given) || above.includes(given) || above.length >= DEEPEST) return HIDDEN;
    const below = [...above, given];
    if (Array.isArray(given) || given instanceof Set) return Array.from(given, (item) => masked(name, item, below));
    if (given instanceof Map)
      return members(
        Array.from(given, ([key, value]) => [String(key), value] as const),
        below,
      );
    return members(Object.entries(given), below);
  }

  function masked(name: string, given: unknown, above: readonly object[]): unknown {
    switch (typeof given) {
      case "string":
        return text(given);
      case "number":
        return number(name, given);
      case "bigint":
        return text(`${given}`);
      case "boolean":
        return given;
      case "object":
        return given === null ? null : composed(name, given, above);
      case "undefined":
      case "function":
      case "symbol":
        return undefined;
    }
  }

  return { text, value: (given) => masked("", given, []) };
}
