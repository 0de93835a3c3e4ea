import * as z from "zod/mini";
import { auditKinds, auditThings, revealReasons } from "#lib/access/audit-entry.ts";

// What people looked at and changed, and the whole number of one caller for who may have it.

const text = z.string();
const maybeText = z.nullable(text);

/** `GET /api/audit?before&limit&who&kind&from&to`: newest first; `from` and `to` are local dates, both included. */
export const auditAnswer = z.object({
  timeZone: text,
  entries: z.array(
    z.object({
      seq: z.number(),
      at: text,
      who: z.object({
        id: maybeText,
        /** As they were called then. */
        name: maybeText,
        /** What they could do then; `open`: the server asked nobody who they are; null: nobody. */
        role: z.nullable(z.enum(["admin", "supervisor", "agent", "screen", "open"])),
        address: text,
      }),
      kind: z.enum(auditKinds),
      about: z.nullable(z.object({ of: z.enum(auditThings), id: text, name: maybeText })),
      reason: z.nullable(z.enum(revealReasons)),
    }),
  ),
  /** `before` of the next page; null after the last. */
  next: z.nullable(z.number()),
  /** Who is in it, by name: accounts and screens, also those that are gone. */
  people: z.array(z.object({ id: text, name: text })),
});

/** `POST /api/reveal`. Agents say why; `started` tells calls of one id apart, null is the newest. */
export const revealRequest = z.discriminatedUnion("of", [
  z.object({ of: z.literal("missed"), id: text, reason: z.nullable(z.enum(revealReasons)) }),
  z.object({
    of: z.literal("call"),
    id: text,
    started: maybeText,
    reason: z.nullable(z.enum(revealReasons)),
  }),
]);

/** What a reveal answers. `number` "": it is withheld. */
export const revealAnswer = z.object({ number: text, name: maybeText });

export type AuditAnswer = z.output<typeof auditAnswer>;
export type RevealRequest = z.output<typeof revealRequest>;
export type RevealAnswer = z.output<typeof revealAnswer>;
