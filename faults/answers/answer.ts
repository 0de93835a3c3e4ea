import { bytesIn, type Moment } from "../trace/read-trace.ts";

/** What the server said of something that it was given: that it is kept, and where; null: kept, but not understood. */
export interface SentAnswer {
  readonly seq: number | null;
}

const kept = /^HTTP\/1\.1 200 OK\r\n.*\r\n\r\n\{(?:"ok":true,)?"rev":(\d+)\}$/s;
const notUnderstood = /^HTTP\/1\.1 400 Bad Request\r\n/;

/** The answer that leaves at this moment, if one does. */
export function answerAt({ is, call }: Moment): SentAnswer | null {
  if (is !== "begun" || !/^(write|writev|sendto|sendmsg)$/.test(call.name)) return null;
  const text = Buffer.concat(bytesIn(call)).toString("latin1");
  const [, seq] = kept.exec(text) ?? [];
  if (seq !== undefined) return { seq: Number(seq) };
  return notUnderstood.test(text) ? { seq: null } : null;
}
