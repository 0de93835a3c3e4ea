import { isTimeZone } from "#server/config/config.ts";
import { type CommandRequest, OptionProblem, readCommandLine, type ValuesOf } from "./command-line.ts";
import { instantIn } from "./instant-option.ts";

export interface ReplayOptions {
  /** `-` is stdin. */
  readonly file: string;
  /** Epoch ms; null: as of the last event. */
  readonly until: number | null;
  /** IANA name; null: the environment's. */
  readonly timeZone: string | null;
  /** A CSV file; null: what the numbers are is what the feed says. */
  readonly directory: string | null;
}

export const replayHelp = `Folds a capture with its own times, and prints the board and every call as JSON.

  npm run -s replay -- FILE [options]

  FILE                 the capture, one JSON object a line; - is stdin
  --at ISO             the board as of then, for example 2026-03-02T09:00:00Z (the last event's time)
  --time-zone ZONE     where the day begins at midnight (RINGSIDE_TIME_ZONE, or the machine's)
  --directory FILE     names and kinds of numbers: CSV with the header number,kind,name
`;

const forms = { at: { type: "string" }, "time-zone": { type: "string" }, directory: { type: "string" } } as const;

/** @param args what stands behind the command's name */
export function readReplayOptions(args: readonly string[]): CommandRequest<ReplayOptions> {
  return readCommandLine(args, forms, optionsFrom, 1);
}

function optionsFrom(values: ValuesOf<typeof forms>, [file]: readonly string[]): ReplayOptions {
  if (file === undefined) throw new OptionProblem("Which capture is meant: a FILE is missing, or - for stdin.");
  const timeZone = values["time-zone"] ?? null;
  if (timeZone !== null && !isTimeZone(timeZone)) {
    throw new OptionProblem(`--time-zone must be the name of a time zone, such as Europe/Prague, not "${timeZone}".`);
  }
  return { file, until: instantIn("--at", values.at), timeZone, directory: values.directory ?? null };
}
