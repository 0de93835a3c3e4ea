import * as z from "zod/mini";

// What the operator decides for the whole site.

const text = z.string();
const stretch = z.object({ day: z.number(), from: text, to: text });
const limits = z.object({
  answerWithin: z.number(),
  shortAbandon: z.number(),
  watchAfter: z.number(),
  alarmAfter: z.number(),
});
const keep = z.object({ rawDays: z.number(), callMonths: z.number() });
const numbers = z.nullable(z.array(text));
const masking = z.enum(["none", "last-three", "all"]);

/** What belongs to an admin alone. */
const adminPart = z.object({
  senders: z.array(text),
  /** Settings that the environment gave: by which variable, and whether they were changed at a screen since. */
  given: z.array(z.object({ setting: text, variable: text, changed: z.boolean() })),
  /** Every variable there is; `value` null where it is not set, or secret. */
  environment: z.array(z.object({ name: text, set: z.boolean(), value: z.nullable(text) })),
});

/** `GET /api/site`. */
export const siteAnswer = z.object({
  settingsRev: z.number(),
  timeZone: text,
  site: z.object({
    place: text,
    masking,
    worksCouncil: z.boolean(),
    keep,
    limits,
    hours: z.nullable(z.array(stretch)),
    boards: z.array(z.object({ id: text, name: text, queues: numbers, agents: numbers })),
  }),
  /** Settings that somebody decided at a screen, or gave by the environment. */
  decided: z.array(text),
  /** null for who is no admin. */
  admin: z.nullable(adminPart),
});

const time = text.check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/));
const number = text.check(z.trim(), z.maxLength(64));
const chosen = z.nullable(z.array(number).check(z.maxLength(1000)));

/** `POST /api/site`. What is not named in `put` stays; what is named is given whole. */
export const siteRequest = z.object({
  by: text.check(z.trim(), z.minLength(1), z.maxLength(60)),
  /** What stands as it is wanted is written too, unless somebody has decided it already: it was looked at. */
  confirm: z.optional(z.boolean()),
  put: z.strictObject({
    place: z.optional(text.check(z.maxLength(200))),
    masking: z.optional(masking),
    worksCouncil: z.optional(z.boolean()),
    keep: z.optional(keep),
    limits: z.optional(limits),
    hours: z.optional(
      z.nullable(
        z
          .array(z.object({ day: z.number().check(z.int(), z.gte(1), z.lte(7)), from: time, to: time }))
          .check(z.maxLength(70)),
      ),
    ),
    boards: z.optional(
      z.array(z.object({ id: text, name: text.check(z.maxLength(200)), queues: chosen, agents: chosen })),
    ),
    senders: z.optional(z.array(text.check(z.trim())).check(z.maxLength(200))),
  }),
});

export type SiteAnswer = z.output<typeof siteAnswer>;
