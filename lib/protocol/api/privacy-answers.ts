import * as z from "zod/mini";

/** Of whom: a number in any spelling, or any id of one call of who withheld it. */
const wanted = {
  number: z.optional(z.string().check(z.maxLength(64))),
  call: z.optional(z.string().check(z.maxLength(64))),
};

export const callerRequest = z.object({ by: z.string().check(z.minLength(1), z.maxLength(60)), ...wanted });

/** `confirm` repeats the number, or the call's id. */
export const eraseRequest = z.object({
  by: z.string().check(z.minLength(1), z.maxLength(60)),
  ...wanted,
  confirm: z.string().check(z.maxLength(64)),
});

export const backupRequest = z.object({ by: z.string().check(z.minLength(1), z.maxLength(60)) });

/** How much is kept about a caller. `raw`: deliveries whose text is still there as it came. */
export const callerFound = z.object({
  contacts: z.number(),
  calls: z.number(),
  missed: z.number(),
  deliveries: z.number(),
  raw: z.number(),
  acts: z.number(),
});

export type CallerFound = z.infer<typeof callerFound>;

/** Everything that is kept about a caller, oldest first. Calls and rows are as the other addresses tell them. */
export const callerExport = z.object({
  contact: z.nullable(z.object({ number: z.string(), name: z.string() })),
  calls: z.array(z.unknown()),
  missed: z.array(z.unknown()),
  deliveries: z.array(
    z.object({
      at: z.string(),
      method: z.enum(["POST", "GET"]),
      contentType: z.nullable(z.string()),
      body: z.nullable(z.string()),
      query: z.nullable(z.string()),
      /** What was read of it, where the text is gone. */
      events: z.nullable(z.array(z.unknown())),
    }),
  ),
  acts: z.array(z.object({ at: z.string(), act: z.unknown() })),
});

export type CallerExport = z.infer<typeof callerExport>;

export const callerErased = z.object({
  /** What stands in the number's place from now on. */
  pseudonym: z.string(),
  calls: z.number(),
});

export const backupFacts = z.object({ name: z.string(), at: z.number(), bytes: z.number() });

/** Times are epoch ms. */
export const privacyAnswer = z.object({
  keep: z.object({ rawDays: z.number(), callMonths: z.number() }),
  worksCouncil: z.boolean(),
  /** null: nothing was swept yet. */
  swept: z.nullable(z.object({ at: z.number(), distilled: z.number(), forgotten: z.number() })),
  /** When a sweep or a backup last failed; null: the last one worked. */
  failedAt: z.nullable(z.number()),
  /** An erasure was asked for and is not ended. */
  erasing: z.boolean(),
  /** The last one that ended since the start; `at` tells two apart. null: none has. */
  erased: z.nullable(z.extend(callerErased, { at: z.number() })),
  /** Newest first. */
  backups: z.array(backupFacts),
});

export type PrivacyAnswer = z.infer<typeof privacyAnswer>;
