import { createCalendar, localDate } from "#lib/report/calendar.ts";
import { rangeText } from "#lib/report/texts.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment as a list shows it: `14:31` of the day that `today` (epoch ms) falls in, `2 Mar 14:31`, `2 Mar 2025 14:31`. */
export function listTime(instant: string, today: number, timeZone: string): string {
  const at = Date.parse(instant);
  const time = format(timeZone, { hour: "2-digit", minute: "2-digit" }).format(at);
  const day = format(timeZone, { day: "numeric", month: "short" });
  const year = format(timeZone, { year: "numeric" });
  if (year.format(at) !== year.format(today)) return `${day.format(at)} ${year.format(at)} ${time}`;
  return day.format(at) === day.format(today) ? time : `${day.format(at)} ${time}`;
}

/** `Mon 2 March 2026, 14:31:07`. */
export function fullTime(instant: string, timeZone: string): string {
  const at = Date.parse(instant);
  const day = format(timeZone, { weekday: "short", day: "numeric", month: "long", year: "numeric" }).format(at);
  return `${day.replace(",", "")}, ${clockTime(instant, timeZone)}`;
}

/** A range of whole days as its dates, `Mon, 2 Mar 2026`; any other by its moments. @param to is not in it */
export function betweenText(from: string, to: string, timeZone: string): string {
  const [begins, ends] = [Date.parse(from), Date.parse(to)];
  const [first, last] = [localDate(begins, timeZone), localDate(Math.max(begins, ends - 1), timeZone)];
  const days = createCalendar(first, last, timeZone);
  if (days.from === begins && days.to === ends) return rangeText(first, last);
  return `${fullTime(from, timeZone)} – ${fullTime(to, timeZone)}`;
}

/** `14:31:07`. */
export function clockTime(instant: string, timeZone: string): string {
  return format(timeZone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(Date.parse(instant));
}

function format(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", ...options });
  formats.set(key, made);
  return made;
}

/** How long something took: `0:07`, `59:59`, `1:02:30`, and in days `3 d 1:02:30`. null: not known. */
export function lengthText(seconds: number | null): string | null {
  if (seconds === null || !(seconds >= 0)) return null;
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [
    Math.floor(whole / 86_400),
    Math.floor(whole / 3600) % 24,
    Math.floor(whole / 60) % 60,
  ];
  const tail = String(whole % 60).padStart(2, "0");
  if (days === 0 && hours === 0) return `${minutes}:${tail}`;
  const time = `${hours}:${String(minutes).padStart(2, "0")}:${tail}`;
  return days === 0 ? time : `${days} d ${time}`;
}
