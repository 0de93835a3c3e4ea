import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Writes to stdout as fast as it is read there. A reader that has had enough (`| head`) is no failure. */
export async function print(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EPIPE")) throw cause;
  }
}
