import { isUtf8 } from "node:buffer";

/**
 * Bytes as text: UTF-16 where its mark stands in front, UTF-8 where they are, else the declared encoding, else
 * Windows-1252, in which every byte means something. The result is always well-formed, so that a journal gives back
 * exactly what it was given.
 */
export function decodeText(bytes: Buffer, declared: string | null): string {
  const marked = markedEncoding(bytes);
  if (marked !== null) return new TextDecoder(marked, { ignoreBOM: true }).decode(bytes);
  if (declared !== null && !/^utf-?8$/i.test(declared)) {
    const decoder = decoderOf(declared);
    if (decoder) return decoder.decode(bytes);
  }
  return isUtf8(bytes) ? bytes.toString("utf8") : new TextDecoder("windows-1252").decode(bytes);
}

/** The mark is of two bytes that no other encoding begins a text with. */
function markedEncoding(bytes: Buffer): "utf-16le" | "utf-16be" | null {
  if (bytes.length % 2 !== 0) return null;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
}

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true });
  } catch {
    return null;
  }
}
