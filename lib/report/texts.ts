const dates = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
});
const shortDates = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
});

/** "Mon, 2 Mar 2026", of an ISO date. */
function dateText(date: string): string {
  return dates.format(Date.parse(date));
}

/** "Mon 2 Mar" */
export function shortDateText(date: string): string {
  return shortDates.format(Date.parse(date)).replace(",", "");
}

/** One date, or the first and the last. */
export function rangeText(from: string, to: string): string {
  return from === to ? dateText(from) : `${dateText(from)} – ${dateText(to)}`;
}

/** A sum of talk: `4:05` up to an hour, then `37:05 h`. Unlike a timer it may be longer than a day. @param ms */
export function totalText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${twoDigits(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)} h`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
