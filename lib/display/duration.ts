const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** A figure and the unit that stands beside it in smaller type; null where the figure says it itself. */
export interface Span {
  readonly figure: string;
  readonly unit: "min" | "h" | "d" | null;
}

/**
 * A running timer: `0:07`, `59:59`, then `1:02 h`. null, negative and over a day is not a wait but a fault of a clock
 * or of the feed (screens 2.14): null.
 */
export function timer(seconds: number | null): Span | null {
  if (seconds === null || !(seconds >= 0 && seconds <= day)) return null;
  const whole = Math.floor(seconds);
  if (whole < hour) return { figure: `${Math.floor(whole / minute)}:${twoDigits(whole % minute)}`, unit: null };
  return { figure: `${Math.floor(whole / hour)}:${twoDigits(Math.floor((whole % hour) / minute))}`, unit: "h" };
}

/** An age that need not be exact: `<1 min`, `52 min`, `26 h`, `3 d`. Days may pass, so there is no upper limit. */
export function age(seconds: number): Span {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return { figure: "<1", unit: "min" };
  if (whole < 2 * hour) return { figure: String(Math.floor(whole / minute)), unit: "min" };
  if (whole < 2 * day) return { figure: String(Math.floor(whole / hour)), unit: "h" };
  return { figure: String(Math.floor(whole / day)), unit: "d" };
}

/** How long nothing has come: `22 s`, `2 min 10 s`, `14 min`, `3 h`. */
export function silence(seconds: number): readonly { readonly figure: number; readonly unit: "s" | "min" | "h" }[] {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < minute) return [{ figure: whole, unit: "s" }];
  if (whole < 10 * minute) {
    return [
      { figure: Math.floor(whole / minute), unit: "min" },
      { figure: whole % minute, unit: "s" },
    ];
  }
  if (whole < 2 * hour) return [{ figure: Math.floor(whole / minute), unit: "min" }];
  return [{ figure: Math.floor(whole / hour), unit: "h" }];
}

/** s: a record may be a second newer than the tick that shows it, and clocks differ a little. */
const ahead = 2;

/** Whole seconds from an instant (ISO 8601) to `now` (ms), negative only if it truly lies ahead; null without both. */
export function secondsBetween(instant: string | null, now: number | null): number | null {
  if (instant === null || now === null) return null;
  const seconds = Math.floor((now - Date.parse(instant)) / 1000);
  if (Number.isNaN(seconds)) return null;
  return seconds < 0 && seconds >= -ahead ? 0 : seconds;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
