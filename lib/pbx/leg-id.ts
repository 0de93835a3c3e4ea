import { trimAround } from "./trim-around.ts";

/** One conversation of one call: the call id `yyMMddHHmmss_N` and the leg. */
export interface LegId {
  readonly callId: string;
  /** 0 to 99. */
  readonly leg: number;
}

const form = /^(\d{11,12})(_\d{1,12})-(\d{1,2})$/;
const plausibleStamp = /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/;
const longestId = 64;

/** Reads `yyMMddHHmmss_N-L`, with stray blanks or quotes around it; null when it is anything else. */
export function readLegId(text: string): LegId | null {
  const match = form.exec(text) ?? form.exec(trimAround(text.trim().slice(0, longestId), ` \t\r\n"'“”„‘’`));
  if (match === null) return null;
  const [, digits = "", running = "", leg = ""] = match;
  const stamp = wholeStamp(digits);
  return stamp === null ? null : { callId: stamp + running, leg: Number(leg) };
}

/**
 * The documentation prints an id that lost its opening quote and its first digit with it. That digit is the tens of the
 * year: with no clock here it can only be this decade's "2", and only if a date and time comes of it, since any other
 * lost digit would name another call.
 */
function wholeStamp(digits: string): string | null {
  if (digits.length === 12) return digits;
  const restored = `2${digits}`;
  return plausibleStamp.test(restored) ? restored : null;
}
