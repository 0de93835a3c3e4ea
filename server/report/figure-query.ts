import { z } from "zod";
import type { BoardState } from "#lib/board/board-state.ts";
import { datesBetween, localDate } from "#lib/report/calendar.ts";
import type { WallTime } from "#lib/report/sum-task.ts";
import type { TallyPlace } from "#server/archive/tally-order.ts";
import { withPlus } from "#server/http/instant.ts";
import { firstFault, givenOf, midnights, mostDays, type Read } from "./report-query.ts";

const mostItems = 1000;
const usualItems = 100;

const moment = z
  .string()
  .transform(withPlus)
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], "must be a date, or an ISO 8601 time with its zone"));

const wallTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[03]0-(([01]\d|2[0-3]):[03]0|24:00)$/, "must be two half hours, as 09:30-10:00")
  .transform((text) => {
    const [from = 0, to = 0] = text.split("-").map(halfOf);
    return { from, to };
  });

const cursor = z.string().transform((text, context) => {
  const place = placeSchema.safeParse(parseJson(Buffer.from(text, "base64url").toString("utf8")));
  if (place.success) return place.data;
  context.addIssue({ code: "custom", message: "is not one that was given out" });
  return z.NEVER;
});

const placeSchema = z.tuple([z.number(), z.string(), z.number()]);

const query = z.object({
  queue: z.string().optional(),
  agent: z.string().optional(),
  caller: z.string().optional(),
  row: z.string().optional(),
  from: moment.optional(),
  to: moment.optional(),
  time: wallTime.optional(),
  weekday: z.coerce.number().int().min(1, "must be 1 to 7").max(7, "must be 1 to 7").optional(),
  cursor: cursor.optional(),
  limit: z.coerce
    .number(`must be a number, 1 to ${mostItems}`)
    .int()
    .min(1, `must be a number, 1 to ${mostItems}`)
    .max(mostItems, `must be a number, 1 to ${mostItems}`)
    .default(usualItems),
});

export interface Range {
  /** Epoch ms, from ≤ … < to. */
  readonly from: number;
  readonly to: number;
}

export interface FigureQuery {
  readonly queue: string | null;
  readonly agent: string | null;
  readonly caller: string | null;
  readonly row: string | null;
  /** null where none is asked for. */
  readonly range: Range | null;
  readonly today: Range;
  /** null: at any time of the range. */
  readonly wall: WallTime | null;
  readonly limit: number;
  /** What stands behind it, and what the figure counted when the first page was asked for. */
  readonly after: { readonly place: TallyPlace; readonly count: number } | null;
}

/** @param state the board now */
export function readFigureQuery(text: string, { now, settings }: BoardState): Read<FigureQuery> {
  const parsed = query.safeParse(givenOf(text));
  if (!parsed.success) return { ok: false, fault: firstFault(parsed.error) };
  const { queue = null, agent = null, caller = null, row = null, limit, cursor: after, ...when } = parsed.data;
  const { timeZone } = settings;
  const date = localDate(now, timeZone);
  const today = midnights(date, date, timeZone);
  const range = rangeOf(when.from, when.to, today, timeZone);
  if (range !== null && range.to <= range.from) return { ok: false, fault: "to must be after from." };
  const counted = range ?? today;
  if (spanOf(counted, timeZone) > mostDays) {
    return { ok: false, fault: `from and to may be at most ${mostDays} days apart.` };
  }
  return {
    ok: true,
    query: {
      queue,
      agent,
      caller,
      row,
      range,
      today,
      wall: wallIn(counted, when.time, when.weekday, timeZone),
      limit,
      after: after === undefined ? null : { place: { at: after[0], key: after[1] }, count: after[2] },
    },
  };
}

/** Where the next page begins. It stays good while calls come in. */
export function cursorAt({ at, key }: TallyPlace, count: number): string {
  return Buffer.from(JSON.stringify([at, key, count])).toString("base64url");
}

function rangeOf(from: string | undefined, to: string | undefined, today: Range, timeZone: string): Range | null {
  if (from === undefined && to === undefined) return null;
  const begin = from ?? to ?? "";
  return {
    from: isDate(begin) ? midnights(begin, begin, timeZone).from : Date.parse(begin),
    to: to === undefined ? today.to : isDate(to) ? midnights(to, to, timeZone).to : Date.parse(to),
  };
}

const isDate = (text: string): boolean => !text.includes("T");

function spanOf({ from, to }: Range, timeZone: string): number {
  return datesBetween(localDate(from, timeZone), localDate(Math.max(from, to - 1), timeZone));
}

function wallIn(
  { from, to }: Range,
  time: WallTime["time"] | undefined,
  weekday: number | undefined,
  timeZone: string,
): WallTime | null {
  if (time === undefined && weekday === undefined) return null;
  return {
    first: localDate(from, timeZone),
    last: localDate(Math.max(from, to - 1), timeZone),
    timeZone,
    time: time ?? null,
    weekday: weekday === undefined ? null : weekday - 1,
  };
}

/** "09:30" → 19 */
function halfOf(text: string): number {
  return Number(text.slice(0, 2)) * 2 + (text.endsWith("30") ? 1 : 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
