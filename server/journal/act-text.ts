import { z } from "zod";
import type { Act } from "#lib/board/act.ts";

const by = z.string();
const targets = z.object({
  answerWithin: z.number(),
  shortAbandon: z.number(),
  ringStrategy: z.enum(["hunt", "ring-all"]),
});
const stretch = z.object({ day: z.number(), from: z.string(), to: z.string() });

const numbers = z.array(z.string()).nullable();

const evidence = z.object({
  spoke: z.boolean(),
  named: z.enum(["ivr", "queue", "phone"]).nullable(),
  claimedQueue: z.boolean(),
  claimedPhone: z.boolean(),
});

const sitePut = z.object({
  place: z.string().exactOptional(),
  masking: z.enum(["none", "last-three", "all"]).exactOptional(),
  worksCouncil: z.boolean().exactOptional(),
  keep: z.object({ rawDays: z.number(), callMonths: z.number() }).exactOptional(),
  limits: z
    .object({ answerWithin: z.number(), shortAbandon: z.number(), watchAfter: z.number(), alarmAfter: z.number() })
    .exactOptional(),
  hours: z.array(stretch).nullable().exactOptional(),
  boards: z.array(z.object({ id: z.string(), name: z.string(), queues: numbers, agents: numbers })).exactOptional(),
  senders: z.array(z.string()).exactOptional(),
});

const act: z.ZodType<Act> = z.discriminatedUnion("of", [
  z.object({
    of: z.literal("missed"),
    id: z.string(),
    deed: z.enum(["claim", "release", "attempt", "done", "not-needed", "reopen", "undo"]),
    by,
    byId: z.string().exactOptional(),
    note: z.string().nullable(),
    seen: z.number(),
  }),
  z.object({
    of: z.literal("directory"),
    by,
    put: z.array(
      z.object({
        number: z.string(),
        kind: z.enum(["ivr", "queue", "agent", "group"]).nullable(),
        name: z.string().nullable(),
      }),
    ),
    gone: z.array(z.string()),
  }),
  z.object({
    of: z.literal("queue"),
    by,
    queue: z.string(),
    rules: z.object({ targets, hours: z.array(stretch).nullable() }).nullable(),
  }),
  z.object({
    of: z.literal("contacts"),
    by,
    put: z.array(z.object({ number: z.string(), name: z.string() })),
    gone: z.array(z.string()),
  }),
  z.object({ of: z.literal("site"), by, put: sitePut }),
  z.object({ of: z.literal("retention"), before: z.number(), kinds: z.array(z.tuple([z.string(), evidence])) }),
]);

/** An act that comes from a file: its shape is checked here, and nowhere behind. null when it is none that is known. */
export function readAct(value: unknown): Act | null {
  const parsed = act.safeParse(value);
  return parsed.success ? parsed.data : null;
}

/** The same of JSON text. */
export function readActText(text: string): Act | null {
  try {
    return readAct(JSON.parse(text));
  } catch {
    return null;
  }
}
