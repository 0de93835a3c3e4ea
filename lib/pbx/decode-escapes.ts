const escapes = /(?:%[0-9a-f]{2})+/gi;
const utf8 = new TextDecoder();

/** Percent-decodes UTF-8. What is not a sequence stands as it is; bytes that are no UTF-8 become U+FFFD. */
export function decodeEscapes(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(escapes, (run) => utf8.decode(Uint8Array.from(run.slice(1).split("%"), fromHex)));
  }
}

function fromHex(digits: string): number {
  return Number.parseInt(digits, 16);
}
