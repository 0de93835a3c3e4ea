import { createReadStream, existsSync } from "node:fs";

/** Whether the digits stand anywhere in a file's bytes, in use or not. A file that is not there has none. */
export async function isLeftIn(path: string, digits: string): Promise<boolean> {
  if (!existsSync(path)) return false;
  const searched = Buffer.from(digits);
  let rest = Buffer.alloc(0);
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = Buffer.concat([rest, piece as Buffer]);
    if (bytes.includes(searched)) return true;
    rest = bytes.subarray(Math.max(0, bytes.length - searched.length + 1));
  }
  return false;
}
