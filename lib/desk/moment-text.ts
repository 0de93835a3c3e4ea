import { timeText } from "#lib/display/texts.ts";

/** `14:02` today, `12 May, 14:02`, and with the year where it is another one. @param now ms */
export function momentText(instant: string, now: number, timeZone: string): string {
  const at = Date.parse(instant);
  const time = timeText(at, timeZone, "minute");
  const day = date(at, timeZone);
  const today = date(now, timeZone);
  if (day.text === today.text) return time;
  return day.year === today.year ? `${day.day}, ${time}` : `${day.text}, ${time}`;
}

interface CalendarDate {
  /** `12 May 2026`. */
  readonly text: string;
  /** `12 May`. */
  readonly day: string;
  readonly year: string;
}

function date(at: number, timeZone: string): CalendarDate {
  const text = calendar(timeZone).format(at);
  const [, day = text, year = ""] = /^(.*) (\d+)$/.exec(text) ?? [];
  return { text, day, year };
}

const calendars = new Map<string, Intl.DateTimeFormat>();

function calendar(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, day: "numeric", month: "short", year: "numeric" });
  calendars.set(timeZone, made);
  return made;
}
