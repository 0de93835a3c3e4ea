const strayPercent = /%(?![0-9a-f]{2})/gi;
const runs = /(?:%[0-9a-f]{2})+/gi;
const escapes = /%[0-9a-f]{2}/gi;

const everyByte = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const windows1252 = new TextDecoder("windows-1252").decode(everyByte);

/**
 * Percent-decodes a text in UTF-8. What is not a sequence stands as it is; sequences whose bytes are no UTF-8 are
 * Windows-1252, in which every byte means something.
 */
export function decodeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  const whole = text.replace(strayPercent, "%25");
  return fromUtf8(whole) ?? whole.replace(runs, (run) => fromUtf8(run) ?? run.replace(escapes, fromWindows1252));
}

function fromUtf8(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function fromWindows1252(sequence: string): string {
  return windows1252.charAt(Number.parseInt(sequence.slice(1), 16));
}
