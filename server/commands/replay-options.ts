import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import { isTimeZone, ownTimeZone } from "#server/config/config.ts";
import { readDirectoryFile } from "#server/config/directory-file.ts";
import { StartError } from "#server/start-error.ts";
import { readCommandLine, readInstant } from "./command-line.ts";

export interface ReplayOptions {
  /** `-` is stdin. */
  readonly file: string;
  readonly settings: BoardSettings;
  /** Epoch ms; null: as of the last event. */
  readonly until: number | null;
}

const usage = "npm run -s replay -- FILE [--at ISO] [--time-zone ZONE] [--directory FILE]   (FILE - is stdin)";

/** Throws `StartError` when the command cannot be meant so. */
export function readReplayOptions(args: string[], env: Readonly<Record<string, string | undefined>>): ReplayOptions {
  const options = { at: { type: "string" }, "time-zone": { type: "string" }, directory: { type: "string" } } as const;
  const { values, positionals } = readCommandLine(args, options, usage);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new StartError(`Usage: ${usage}`);
  const timeZone = values["time-zone"] ?? (env["RINGSIDE_TIME_ZONE"] || ownTimeZone());
  if (!isTimeZone(timeZone))
    throw new StartError(`"${timeZone}" is not the name of a time zone, such as Europe/Prague.`);
  const directory = values.directory === undefined ? defaultSettings.directory : readDirectoryFile(values.directory);
  return { file, settings: { ...defaultSettings, timeZone, directory }, until: readInstant(values.at, "--at") };
}
