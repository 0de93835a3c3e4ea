import type { OfficeHours } from "#lib/board/office-hours.ts";

/** A stretch as somebody types it. */
export interface StretchDraft {
  /** Its own among all the drafts, for as long as they are edited. */
  readonly key: number;
  readonly from: string;
  readonly to: string;
}

/** Monday to Sunday. */
export type WeekDraft = readonly (readonly StretchDraft[])[];

/** `time`: not a time of day; `order`: it ends before it begins; `overlap`: another of the day covers a part of it. */
export type StretchFault = "time" | "order" | "overlap";

export type WeekReading =
  | { readonly ok: true; readonly hours: OfficeHours }
  | { readonly ok: false; readonly faults: ReadonlyMap<number, StretchFault> };

const days = 7;

export function draftOfHours(hours: OfficeHours): WeekDraft {
  const drafts = hours.map(({ day, from, to }, key) => ({ day, stretch: { key, from, to } }));
  return Array.from({ length: days }, (_none, index) =>
    drafts
      .filter(({ day }) => day === index + 1)
      .map(({ stretch }) => stretch)
      .sort((a, b) => (a.from < b.from ? -1 : 1)),
  );
}

/** @param day from 0, Monday */
export function addStretch(week: WeekDraft, day: number, from: string, to: string): WeekDraft {
  return changeDay(week, day, (stretches) => [...stretches, { key: nextKey(week), from, to }]);
}

export function removeStretch(week: WeekDraft, key: number): WeekDraft {
  return week.map((stretches) => stretches.filter((stretch) => stretch.key !== key));
}

export function changeStretch(week: WeekDraft, key: number, change: Partial<Omit<StretchDraft, "key">>): WeekDraft {
  return week.map((stretches) =>
    stretches.map((stretch) => (stretch.key === key ? { ...stretch, ...change } : stretch)),
  );
}

/** Every day as that one. */
export function copyToAll(week: WeekDraft, day: number): WeekDraft {
  const model = week[day] ?? [];
  let key = nextKey(week);
  return week.map((stretches, index) =>
    index === day ? stretches : model.map((stretch) => ({ ...stretch, key: key++ })),
  );
}

export function readWeek(week: WeekDraft): WeekReading {
  const faults = new Map<number, StretchFault>();
  const hours = week.flatMap((stretches, index) => {
    const read = stretches.map(({ key, from, to }) => ({ key, from: readTime(from), to: readTime(to) }));
    for (const stretch of read) {
      const fault = faultOf(stretch, read);
      if (fault !== null) faults.set(stretch.key, fault);
    }
    return read
      .map(({ from, to }) => ({ day: index + 1, from: from ?? "", to: to ?? "" }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  });
  return faults.size === 0 ? { ok: true, hours } : { ok: false, faults };
}

interface ReadStretch {
  readonly key: number;
  readonly from: string | null;
  readonly to: string | null;
}

function faultOf(stretch: ReadStretch, ofDay: readonly ReadStretch[]): StretchFault | null {
  const { key, from, to } = stretch;
  if (from === null || to === null || from === "24:00") return "time";
  if (from >= to) return "order";
  const overlaps = ofDay.some(
    (other) => other.key !== key && other.from !== null && other.to !== null && other.from < to && from < other.to,
  );
  return overlaps ? "overlap" : null;
}

/** "8", "8:30", "08.30" and "0830" are times; null is none. */
export function readTime(text: string): string | null {
  const found = /^(\d{1,2})(?:[:.h]?([0-5]\d))?$/.exec(text.trim());
  if (found === null) return null;
  const hour = Number(found[1]);
  const minute = found[2] ?? "00";
  if (hour > 24 || (hour === 24 && minute !== "00")) return null;
  return `${String(hour).padStart(2, "0")}:${minute}`;
}

function changeDay(
  week: WeekDraft,
  day: number,
  change: (stretches: readonly StretchDraft[]) => readonly StretchDraft[],
): WeekDraft {
  return week.map((stretches, index) => (index === day ? change(stretches) : stretches));
}

function nextKey(week: WeekDraft): number {
  return 1 + Math.max(-1, ...week.flat().map(({ key }) => key));
}
