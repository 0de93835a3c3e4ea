import { z } from "zod";
import { callerKey } from "#lib/call/caller-key.ts";
import { callStates } from "#lib/protocol/api/call-answers.ts";
import type { ArchiveFilter, ListedCall } from "#server/archive/call-archive.ts";
import { instant } from "./instant.ts";

const MOST = 1_000;
const limits = `must be a number, 1 to ${MOST}`;

const place = z
  .string()
  .transform((text) => Buffer.from(text, "base64url").toString("utf8").split("|"))
  .refine((parts) => parts.length === 2 && !Number.isNaN(Date.parse(parts[0] ?? "")), "is not one that was given out")
  .transform(([startedAt = "", id = ""]) => ({ startedAt: Date.parse(startedAt), id }));

const query = z.object({
  from: instant.optional(),
  to: instant.optional(),
  direction: z.enum(["inbound", "outbound"], "must be inbound or outbound").optional(),
  queue: z.string().optional(),
  agent: z.string().optional(),
  outcome: z.enum(callStates, `must be one of ${callStates.join(", ")}`).optional(),
  lostIn: z.enum(["ivr", "queue", "ringing"], "must be ivr, queue or ringing").optional(),
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
 * `agent` spoke, dialled, or rang; `outcome` is the call's state, `lostIn` where its caller was lost; `caller` has the
 * same last nine digits, or ends in the fewer that are given.
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

/** What history is asked for; null: no call can match. */
export function filterOf({ caller, cursor, limit: _, ...rest }: CallsQuery): ArchiveFilter | null {
  const before = cursor === undefined ? {} : { before: cursor };
  if (caller === undefined) return { ...rest, ...before };
  const callerEnd = callerKey(caller);
  return callerEnd === null ? null : { ...rest, ...before, callerEnd };
}

/** Where a call stands in history. */
export function placeOf({ record: { startedAt, id } }: ListedCall): NonNullable<CallsQuery["cursor"]> {
  return { startedAt: Date.parse(startedAt), id };
}

/** Where the page behind a call begins. It stays good while calls come in. */
export function cursorAt({ record: { startedAt, id } }: ListedCall): string {
  return Buffer.from(`${startedAt}|${id}`).toString("base64url");
}
