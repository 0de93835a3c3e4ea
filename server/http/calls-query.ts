import { z } from "zod";
import type { CallRecord } from "#lib/board/board.ts";
import { compareCalls } from "#lib/board/list-order.ts";
import { callerKey } from "#lib/call/caller-key.ts";

const MOST = 1_000;
const limits = `must be a number, 1 to ${MOST}`;

const states: readonly CallRecord["state"][] = [
  "ivr",
  "queued",
  "ringing",
  "answered",
  "transferred",
  "dialing",
  "completed",
  "missed",
  "unanswered",
  "unknown",
];

/** In a query an unescaped plus, as time zones have, is a blank. */
const withPlus = (text: string): string => text.replace(/ (?=\d\d:?\d\d$)/, "+");

/** An instant, in the one form in which all times of the interface can be compared as text. */
const instant = z
  .string()
  .transform(withPlus)
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true })], "must be an ISO 8601 time, with its zone"))
  .transform((text) => new Date(text).toISOString());

const place = z
  .string()
  .transform((text) => Buffer.from(text, "base64url").toString("utf8").split("|"))
  .refine((parts) => parts.length === 2 && !Number.isNaN(Date.parse(parts[0] ?? "")), "is not one that was given out")
  .transform(([startedAt = "", id = ""]) => ({ startedAt, id }));

const query = z.object({
  from: instant.optional(),
  to: instant.optional(),
  queue: z.string().optional(),
  agent: z.string().optional(),
  outcome: z.enum(states, `must be one of ${states.join(", ")}`).optional(),
  caller: z.string().optional(),
  cursor: place.optional(),
  limit: z
    .string()
    .regex(/^\d{1,4}$/, limits)
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= MOST, limits)
    .optional(),
});

/**
 * Which calls are asked for. All that is given must hold: `from` ≤ `startedAt` < `to`; `queue` is one the call was in;
 * `agent` spoke, dialled, or rang; `outcome` is the call's state; `caller` has the same last nine digits, or ends in the
 * fewer that are given.
 */
export type CallsQuery = z.output<typeof query>;

export type ReadQuery =
  | { readonly ok: true; readonly query: CallsQuery }
  /** One sentence about the first parameter that cannot be used. */
  | { readonly ok: false; readonly fault: string };

/** Parameters that are empty count as absent; unknown ones are passed over. */
export function readCallsQuery(text: string): ReadQuery {
  const given = [...new URLSearchParams(text)].filter(([, value]) => value !== "");
  const parsed = query.safeParse(Object.fromEntries(given));
  if (parsed.success) return { ok: true, query: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, fault: `${issue?.path.join(".")} ${issue?.message}.` };
}

/** The calls that match, newest first, from where the cursor stands. */
export interface CallsPage {
  readonly calls: readonly CallRecord[];
  /** Where the next page begins; null when this was the last. It stays good while calls come in. */
  readonly next: string | null;
}

/** @param records oldest first, those of the agent who is asked for @param limit of calls, where the query names none */
export function selectCalls(records: readonly CallRecord[], wanted: CallsQuery, limit: number): CallsPage {
  const matching = records.filter((call) => matches(call, wanted)).reverse();
  const calls = matching.slice(0, wanted.limit ?? limit);
  const last = calls.at(-1);
  return { calls, next: last && matching.length > calls.length ? cursorAt(last) : null };
}

function cursorAt({ startedAt, id }: CallRecord): string {
  return Buffer.from(`${startedAt}|${id}`).toString("base64url");
}

function matches(call: CallRecord, { from, to, queue, outcome, caller, cursor }: CallsQuery): boolean {
  if (from !== undefined && call.startedAt < from) return false;
  if (to !== undefined && call.startedAt >= to) return false;
  if (cursor !== undefined && compareCalls(call, cursor) >= 0) return false;
  if (outcome !== undefined && call.state !== outcome) return false;
  if (queue !== undefined && !call.queues.includes(queue)) return false;
  return caller === undefined || isCaller(call, caller);
}

function isCaller(call: CallRecord, caller: string): boolean {
  const key = callerKey(call.caller);
  const wanted = callerKey(caller);
  return key !== null && wanted !== null && key.endsWith(wanted);
}
