export interface Answer {
  readonly status: number;
  /** As it came: in chunks, with their lengths. */
  readonly body: string;
}

/**
 * The answer that `text`, as received on one connection so far, is; null while part of it is under way.
 * Nothing follows it, as long as a connection has one request under way at most.
 */
export function wholeAnswer(text: string): Answer | null {
  const headEnd = text.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const status = Number(text.slice(9, 12));
  const body = text.slice(headEnd + 4);
  const length = lengthIn(text.slice(0, headEnd));
  const isWhole = length === null ? /(?:^|\r\n)0\r\n\r\n$/.test(body) : body.length >= length;
  return isWhole ? { status, body } : null;
}

/** The answer, of a known length, that begins at `from`, and where the next begins; null while part of it is under way. */
export function takeAnswer(text: string, from: number): { readonly answer: Answer; readonly end: number } | null {
  const headEnd = text.indexOf("\r\n\r\n", from);
  if (headEnd < 0) return null;
  const length = lengthIn(text.slice(from, headEnd));
  if (length === null) throw new Error("the server gave an answer of unknown length");
  const body = headEnd + 4;
  const end = body + length;
  if (text.length < end) return null;
  return { answer: { status: Number(text.slice(from + 9, from + 12)), body: text.slice(body, end) }, end };
}

function lengthIn(head: string): number | null {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  return length === undefined ? null : Number(length);
}
