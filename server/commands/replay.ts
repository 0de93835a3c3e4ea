/**
 * Folds a capture and prints the board it amounts to, and every call. A line that cannot be read is told on stderr and
 * passed over: the others are as good as before.
 */
import { createReadStream } from "node:fs";
import { type BoardSettings, defaultSettings } from "#lib/board/board-settings.ts";
import { foldEntry } from "#lib/board/fold.ts";
import { systemClock } from "#server/clock.ts";
import { isTimeZone, ownTimeZone } from "#server/config/config.ts";
import { readDirectoryFile } from "#server/config/directory-file.ts";
import { exitOnFailure } from "#server/exit-on-failure.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { StartError } from "#server/start-error.ts";
import { type Captured, readCaptureLine } from "./capture-line.ts";
import { readCommandLine, readInstant } from "./command-line.ts";
import { print } from "./output.ts";
import { createReplayFold, type Replayed } from "./replay-fold.ts";

const USAGE = "npm run -s replay -- FILE [--at ISO] [--time-zone ZONE] [--directory FILE]   (FILE - is stdin)";

await exitOnFailure(async () => {
  const { values, positionals } = readCommandLine(
    process.argv.slice(2),
    { at: { type: "string" }, "time-zone": { type: "string" }, directory: { type: "string" } },
    USAGE,
  );
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new StartError(`Usage: ${USAGE}`);
  const settings = settingsOf(values["time-zone"], values.directory);
  await print(jsonOf(await replay(file, settings, readInstant(values.at, "--at"))));
});

async function replay(file: string, settings: BoardSettings, until: number | null): Promise<Replayed> {
  const guarded = createGuardedFold(foldEntry, createLogger("warn"));
  let fold: ReturnType<typeof createReplayFold> | null = null;
  let last: number | null = null;
  for await (const captured of capturedIn(file)) {
    if (until !== null && Math.max(captured.at, last ?? captured.at) > until) break;
    fold ??= createReplayFold(settings, guarded.next, captured.at);
    fold.add(captured);
    last = Math.max(captured.at, last ?? captured.at);
  }
  const end = until ?? last ?? systemClock.now();
  return (fold ?? createReplayFold(settings, guarded.next, end)).finish(end);
}

async function* capturedIn(file: string): AsyncGenerator<Captured> {
  let number = 0;
  for await (const text of linesOf(file)) {
    number += 1;
    if (text.trim() === "") continue;
    const reading = readCaptureLine(text);
    if (reading.ok) yield reading.captured;
    else console.error(`${file}, line ${number}: the line ${reading.fault}; it is passed over.`);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let rest = "";
  try {
    for await (const chunk of input.setEncoding("utf8") as AsyncIterable<string>) {
      const lines = `${rest}${chunk}`.split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (cause) {
    throw new StartError(`The capture cannot be read: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
  yield rest;
}

function settingsOf(timeZone: string | undefined, directory: string | undefined): BoardSettings {
  const zone = timeZone ?? (process.env["RINGSIDE_TIME_ZONE"] || ownTimeZone());
  if (!isTimeZone(zone)) throw new StartError(`"${zone}" is not the name of a time zone, such as Europe/Prague.`);
  return {
    ...defaultSettings,
    timeZone: zone,
    directory: directory === undefined ? defaultSettings.directory : readDirectoryFile(directory),
  };
}

/** One call a line, so that a capture of months need not fit into one string. */
function* jsonOf({ board, calls }: Replayed): Generator<string> {
  yield `{"board":${JSON.stringify(board)},"calls":[`;
  for (const [index, call] of calls.entries()) yield `${index === 0 ? "" : ","}\n${JSON.stringify(call)}`;
  yield "]}\n";
}
