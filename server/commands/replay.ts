/**
 * Folds a capture and prints the board it amounts to, and every call. A line that cannot be read is told on stderr and
 * passed over: the others are as good as before.
 */
import { createReadStream } from "node:fs";
import { defaultSettings } from "#lib/board/board-settings.ts";
import { foldEntry } from "#lib/board/fold.ts";
import { systemClock } from "#server/clock.ts";
import { readConfig } from "#server/config/config.ts";
import { readDirectoryFile } from "#server/config/directory-file.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { reasonOf } from "#server/reason-of.ts";
import { StartError } from "#server/start-error.ts";
import { print, say } from "./output.ts";
import { linesOf, replayCapture } from "./replay-capture.ts";
import type { Replayed } from "./replay-fold.ts";
import { type ReplayOptions, readReplayOptions, replayHelp } from "./replay-options.ts";
import { runCommand } from "./run-command.ts";

async function run({ file, until, timeZone, directory }: ReplayOptions): Promise<void> {
  const replayed = await replayCapture({
    lines: linesOf(textOf(file)),
    settings: {
      ...defaultSettings,
      timeZone: timeZone ?? configuredTimeZone(process.env),
      directory: directory === null ? defaultSettings.directory : readDirectoryFile(directory),
    },
    until,
    fold: createGuardedFold(foldEntry, createLogger("warn")).next,
    now: systemClock.now(),
    onFault: (line, fault) => say(`${file}, line ${line}: the line ${fault}; it is passed over.`),
  });
  if (replayed.isNone) throw new StartError(`Nothing in ${file} is an entry of a capture: there is no board of it.`);
  await print(jsonOf(replayed));
}

function configuredTimeZone({ RINGSIDE_TIME_ZONE }: NodeJS.ProcessEnv): string {
  return readConfig({ RINGSIDE_TIME_ZONE }).timeZone;
}

async function* textOf(file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  try {
    yield* input.setEncoding("utf8") as AsyncIterable<string>;
  } catch (cause) {
    throw new StartError(`The capture cannot be read: ${reasonOf(cause)}.`, { cause });
  }
}

/** One call a line, so that a capture of months need not fit into one string. */
function* jsonOf({ board, calls }: Replayed): Generator<string> {
  yield `{"board":${JSON.stringify(board)},"calls":[`;
  for (const [index, call] of calls.entries()) yield `${index === 0 ? "" : ","}\n${JSON.stringify(call)}`;
  yield "]}\n";
}

await runCommand(readReplayOptions(process.argv.slice(2)), { help: replayHelp, run });
