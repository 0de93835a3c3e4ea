/**
 * Folds a capture and prints the board it amounts to, and every call. A line that cannot be read is told on stderr and
 * passed over: the others are as good as before.
 */
import { createReadStream } from "node:fs";
import { foldEntry } from "#lib/board/fold.ts";
import { systemClock } from "#server/clock.ts";
import { exitOnFailure } from "#server/exit-on-failure.ts";
import { createLogger } from "#server/log.ts";
import { createGuardedFold } from "#server/projector/guarded-fold.ts";
import { StartError } from "#server/start-error.ts";
import { print } from "./output.ts";
import { linesOf, replayCapture } from "./replay-capture.ts";
import type { Replayed } from "./replay-fold.ts";
import { readReplayOptions } from "./replay-options.ts";

await exitOnFailure(async () => {
  const { file, settings, until } = readReplayOptions(process.argv.slice(2), process.env);
  const replayed = await replayCapture({
    lines: linesOf(textOf(file)),
    settings,
    until,
    fold: createGuardedFold(foldEntry, createLogger("warn")).next,
    now: systemClock.now(),
    onFault: (line, fault) => console.error(`${file}, line ${line}: the line ${fault}; it is passed over.`),
  });
  await print(jsonOf(replayed));
});

async function* textOf(file: string): AsyncGenerator<string> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  try {
    yield* input.setEncoding("utf8") as AsyncIterable<string>;
  } catch (cause) {
    throw new StartError(`The capture cannot be read: ${cause instanceof Error ? cause.message : cause}.`, { cause });
  }
}

/** One call a line, so that a capture of months need not fit into one string. */
function* jsonOf({ board, calls }: Replayed): Generator<string> {
  yield `{"board":${JSON.stringify(board)},"calls":[`;
  for (const [index, call] of calls.entries()) yield `${index === 0 ? "" : ","}\n${JSON.stringify(call)}`;
  yield "]}\n";
}
