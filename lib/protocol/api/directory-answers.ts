import * as z from "zod/mini";

// What numbers are and are called, what rules queues have, and who callers are.

const text = z.string();
const maybeText = z.nullable(text);
const kind = z.enum(["ivr", "queue", "agent", "group"]);

const targets = z.object({
  answerWithin: z.number(),
  shortAbandon: z.number(),
  ringStrategy: z.enum(["hunt", "ring-all"]),
});

const hours = z.array(z.object({ day: z.number(), from: text, to: text }));

const rules = z.object({ targets, hours: z.nullable(hours) });

export const directoryEntry = z.object({ number: text, kind: z.nullable(kind), name: maybeText });

/** `GET /api/directory`. */
export const directoryAnswer = z.object({
  settingsRev: z.number(),
  timeZone: text,
  /** Every number that was seen in the feed or stands in the directory, by number. */
  numbers: z.array(
    z.object({
      number: text,
      name: maybeText,
      /** What the operator says it is; null: nothing. */
      kind: z.nullable(kind),
      /** What the feed shows it to be; null: it was never seen. A phone is an "agent". */
      seenAs: z.nullable(kind),
    }),
  ),
  /** Every queue, by number; `own` says that these are not the rules of every queue. Hours null: those of the site. */
  queues: z.array(z.object({ queue: text, name: maybeText, rules, own: z.boolean() })),
  /** Of the site; null: always open. */
  hours: z.nullable(hours),
  contacts: z.number(),
});

/** `POST /api/directory/preview` and `POST /api/contacts/preview`, of a CSV: what an import would change. */
export const importPreview = z.object({
  /** Rows with a fault: nothing is imported while there are any. */
  faults: z.array(z.object({ line: z.number(), fault: text })),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** The first 200 of those added and changed. */
  changes: z.array(
    z.object({
      number: text,
      before: z.nullable(z.object({ kind: z.nullable(kind), name: maybeText })),
      after: z.object({ kind: z.nullable(kind), name: maybeText }),
    }),
  ),
});

/** `GET /api/contacts?find=TEXT`: the first 100 that match a part of number or name, by name. */
export const contactsAnswer = z.object({
  count: z.number(),
  contacts: z.array(z.object({ number: text, name: text })),
});

/** The answer to every act that was taken: its position in the journal. */
export const actAnswer = z.object({ rev: z.number() });

export type DirectoryAnswer = z.output<typeof directoryAnswer>;
export type ImportPreview = z.output<typeof importPreview>;
export type ContactsAnswer = z.output<typeof contactsAnswer>;
