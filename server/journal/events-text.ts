import { z } from "zod";
import type { PbxEvent } from "#lib/pbx/pbx-event.ts";

const onCall = {
  callId: z.string(),
  leg: z.number(),
  chain: z.string().nullable(),
  caller: z.string().nullable(),
  callerName: z.string().nullable(),
  did: z.string().nullable(),
};
const numberKind = z.enum(["ivr", "queue", "phone"]);
const direction = z.enum(["inbound", "outbound"]);

const event: z.ZodType<PbxEvent> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("reached"), ...onCall, number: z.string(), claim: numberKind }),
  z.object({ kind: z.literal("dialed"), ...onCall, agent: z.string() }),
  z.object({
    kind: z.literal("answered"),
    ...onCall,
    direction,
    agent: z.string(),
    via: z.enum(["direct", "attended", "blind"]).nullable(),
  }),
  z.object({
    kind: z.literal("ended"),
    ...onCall,
    direction,
    number: z.string().nullable(),
    spoken: z.boolean().nullable(),
    transferred: z.boolean(),
    talkSeconds: z.number().nullable(),
    lostAt: numberKind.nullable(),
  }),
  z.object({ kind: z.literal("recorded"), ...onCall, agent: z.string().nullable(), urls: z.array(z.string()) }),
  z.object({ kind: z.literal("unrecognised"), name: z.string() }),
]);

const events = z.array(event);

/** What was read of a delivery, from a file that anybody may have written; null when it is none. */
export function readEvents(value: unknown): readonly PbxEvent[] | null {
  const parsed = events.safeParse(value);
  return parsed.success ? parsed.data : null;
}
