import type { BoardSettings } from "#lib/board/board-settings.ts";
import type { Fold } from "#server/projector/guarded-fold.ts";
import { type Captured, readCaptureLine } from "./capture-line.ts";
import { createReplayFold, type Replayed, type ReplayFold } from "./replay-fold.ts";

export interface ReplayParts {
  readonly lines: AsyncIterable<string>;
  readonly settings: BoardSettings;
  readonly fold: Fold;
  /** Epoch ms as of which the board is wanted; null: as of the last event. Nothing later is folded. */
  readonly until: number | null;
  /** Epoch ms, for a capture without an event. */
  readonly now: number;
  /** Told of every line that is passed over. @param fault completes "the line …" */
  readonly onFault: (line: number, fault: string) => void;
}

export interface ReplayedCapture extends Replayed {
  /** Lines were passed over, and none was read. */
  readonly isNone: boolean;
}

/** Folds a capture line by line, in memory that does not grow with it but by the calls. */
export async function replayCapture(parts: ReplayParts): Promise<ReplayedCapture> {
  const { lines, settings, fold, until, now, onFault } = parts;
  let replay: ReplayFold | null = null;
  let last: number | null = null;
  const found = { read: 0, passedOver: 0 };
  const passOver: ReplayParts["onFault"] = (line, fault) => {
    found.passedOver += 1;
    onFault(line, fault);
  };
  for await (const captured of capturedIn(lines, passOver)) {
    found.read += 1;
    if (until !== null && captured.at > until) break;
    replay ??= createReplayFold(settings, fold, captured.at);
    replay.add(captured);
    last = captured.at;
  }
  const end = until ?? last ?? now;
  const replayed = (replay ?? createReplayFold(settings, fold, end)).finish(end);
  return { ...replayed, isNone: found.read === 0 && found.passedOver > 0 };
}

async function* capturedIn(lines: AsyncIterable<string>, onFault: ReplayParts["onFault"]): AsyncGenerator<Captured> {
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === "") continue;
    const reading = readCaptureLine(text);
    if (reading.ok) yield reading.captured;
    else onFault(number, reading.fault);
  }
}

/** Lines of a text that comes in pieces. */
export async function* linesOf(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  for await (const piece of pieces) {
    const lines = `${rest}${piece}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  yield rest;
}
