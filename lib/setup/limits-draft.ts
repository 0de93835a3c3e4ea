import { isWholeWeek, type OfficeHours } from "#lib/board/office-hours.ts";
import type { WaitLimits } from "#lib/board/site-settings.ts";
import { draftOfHours, readWeek, type StretchFault, type WeekDraft } from "#lib/directory/hours-draft.ts";

/** Limits and hours of the site as somebody types them. */
export interface LimitsDraft {
  readonly answerWithin: string;
  readonly shortAbandon: string;
  readonly watchAfter: string;
  readonly alarmAfter: string;
  readonly open: "always" | "week";
  readonly week: WeekDraft;
}

type LimitField = keyof WaitLimits;

/** `range`: not a whole number within the bounds; `order`: the watch comes after the alarm. */
export type LimitFault = "range" | "order";

export type LimitsReading =
  | { readonly ok: true; readonly limits: WaitLimits; readonly hours: OfficeHours | null }
  | {
      readonly ok: false;
      readonly faults: ReadonlyMap<LimitField, LimitFault>;
      readonly week: ReadonlyMap<number, StretchFault>;
    };

/** Seconds, as the server takes them. */
export const limitBounds: Readonly<Record<LimitField, readonly [least: number, most: number]>> = {
  answerWithin: [1, 3600],
  shortAbandon: [0, 600],
  watchAfter: [1, 3600],
  alarmAfter: [1, 7200],
};

const officeWeek: OfficeHours = [1, 2, 3, 4, 5].map((day) => ({ day, from: "08:00", to: "17:00" }));

export function draftOfLimits(limits: WaitLimits, hours: OfficeHours | null): LimitsDraft {
  const always = hours === null || isWholeWeek(hours);
  return {
    answerWithin: String(limits.answerWithin),
    shortAbandon: String(limits.shortAbandon),
    watchAfter: String(limits.watchAfter),
    alarmAfter: String(limits.alarmAfter),
    open: always ? "always" : "week",
    week: draftOfHours(always ? officeWeek : hours),
  };
}

export function readLimits(draft: LimitsDraft): LimitsReading {
  const limits = {
    answerWithin: within(draft, "answerWithin"),
    shortAbandon: within(draft, "shortAbandon"),
    watchAfter: within(draft, "watchAfter"),
    alarmAfter: within(draft, "alarmAfter"),
  };
  const week = draft.open === "week" ? readWeek(draft.week) : null;
  const faults = new Map<LimitField, LimitFault>();
  for (const field of ["answerWithin", "shortAbandon", "watchAfter", "alarmAfter"] as const) {
    if (Number.isNaN(limits[field])) faults.set(field, "range");
  }
  if (limits.watchAfter > limits.alarmAfter) faults.set("watchAfter", "order");
  if (faults.size === 0 && week?.ok !== false) return { ok: true, limits, hours: week?.hours ?? null };
  return { ok: false, faults, week: week?.ok === false ? week.faults : new Map() };
}

/** NaN: it is none. */
function within(draft: LimitsDraft, field: LimitField): number {
  const text = draft[field].trim();
  const [least, most] = limitBounds[field];
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : Number.NaN;
}
