import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** A sentence for the person who watches, on stderr: stdout is for what was asked for. */
export function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Writes to stdout as fast as it is read there. A reader that has had enough (`| head`) is no failure. */
export async function print(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EPIPE")) throw cause;
  }
}
