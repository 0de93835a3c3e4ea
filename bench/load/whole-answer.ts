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
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, headEnd))?.[1];
  const isWhole = length === undefined ? /(?:^|\r\n)0\r\n\r\n$/.test(body) : body.length >= Number(length);
  return isWhole ? { status, body } : null;
}
