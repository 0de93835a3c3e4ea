import { age, type Span, timer } from "./duration.ts";

/** Shown where there is no value. Never 0: that would be one. */
export const noValue = "–";

/** What an extension without a name is called. */
export function extensionText(extension: string): string {
  return `Ext ${extension}`;
}

export function timerText(seconds: number | null): string {
  const span = timer(seconds);
  return span === null ? noValue : `${span.figure}${span.unit ?? ""}`;
}

export function ageOf(seconds: number | null): Span | null {
  return seconds === null ? null : age(seconds);
}

/** A share of 1 as a whole percentage. Rounded down: 99.6 % is not all, and 79.9 % is below a target of 80. */
export function percentText(share: number | null): string {
  return share === null ? noValue : `${Math.floor(share * 100 + roundingError)}%`;
}

/** 0.29 * 100 is 28.999999999999996. */
const roundingError = 1e-9;

/** `14:32` or `14:32:07` in a time zone (IANA name), of an instant in ms. */
export function timeText(instant: number, timeZone: string, precision: "minute" | "second"): string {
  return clock(timeZone, precision).format(instant);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clock(timeZone: string, precision: "minute" | "second"): Intl.DateTimeFormat {
  const key = `${timeZone} ${precision}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(precision === "second" ? { second: "2-digit" } : {}),
  });
  clocks.set(key, made);
  return made;
}

/** `52 min`, `0:07`. */
export function spanText(span: Span): string {
  return span.unit === null ? span.figure : `${span.figure} ${span.unit}`;
}
