import type { OfficeHours } from "#lib/board/office-hours.ts";

/** Names of the weekdays, Monday first. */
export type DayNames = readonly string[];

/**
 * "Mon–Fri 08:00–17:00, Sat 09:00–12:00": neighbouring days that are alike stand together, closed ones are left out.
 * Empty for hours in which it is never open.
 */
export function hoursText(hours: OfficeHours, names: DayNames): string {
  const days = names.map((name, index) => ({ name, open: openText(hours, index + 1) }));
  const runs: { first: string; last: string; open: string }[] = [];
  let open = "";
  for (const day of days) {
    const run = runs.at(-1);
    if (day.open !== "" && day.open === open && run !== undefined) run.last = day.name;
    else if (day.open !== "") runs.push({ first: day.name, last: day.name, open: day.open });
    open = day.open;
  }
  return runs.map(({ first, last, open: when }) => `${first === last ? first : `${first}–${last}`} ${when}`).join(", ");
}

/** A line does not end between the two times of a stretch. */
const together = "\u2060";

function openText(hours: OfficeHours, day: number): string {
  return hours
    .filter((stretch) => stretch.day === day)
    .map(({ from, to }) => `${from}–${together}${to}`)
    .sort()
    .join(" + ");
}
