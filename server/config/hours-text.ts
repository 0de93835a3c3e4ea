import type { OfficeHours, OpenStretch } from "#lib/board/office-hours.ts";

const days = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
const part = /^(?<from>\w\w)(?:-(?<to>\w\w))? (?<opens>\d\d:\d\d)-(?<closes>\d\d:\d\d)$/;
const time = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** Office hours as a line: `Mo-Fr 08:00-18:00, Sa 09:00-12:00`. null: the text is none. */
export function readHours(text: string): OfficeHours | null {
  const stretches: OpenStretch[] = [];
  for (const words of text.split(",")) {
    const { from = "", to = from, opens = "", closes = "" } = part.exec(words.trim())?.groups ?? {};
    const [first, last] = [dayOf(from), dayOf(to)];
    if (first === 0 || last < first || !time.test(opens) || !time.test(closes) || opens >= closes) return null;
    for (let day = first; day <= last; day += 1) stretches.push({ day, from: opens, to: closes });
  }
  return stretches;
}

/** 1 (Monday) to 7, 0 for none. */
function dayOf(word: string): number {
  return days.findIndex((day) => day.toLowerCase() === word.toLowerCase()) + 1;
}
