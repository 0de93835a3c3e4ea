import { isUtf8 } from "node:buffer";

/**
 * Bytes as text: UTF-8 where they are, else the declared encoding, else Windows-1252, in which every byte means
 * something. The result is always well-formed, so that a journal gives back exactly what it was given.
 */
export function decodeText(bytes: Buffer, declared: string | null): string {
  if (declared !== null && !/^utf-?8$/i.test(declared)) {
    const decoder = decoderOf(declared);
    if (decoder) return decoder.decode(bytes);
  }
  return isUtf8(bytes) ? bytes.toString("utf8") : new TextDecoder("windows-1252").decode(bytes);
}

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}
