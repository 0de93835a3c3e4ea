import * as z from "zod/mini";
import { directoryEntry } from "./directory-answers.ts";

// What screens post, as JSON, to act. `by` is the name of the person, 1 to 60 characters.

const text = z.string();
const by = text.check(z.trim(), z.minLength(1), z.maxLength(60));
const number = text.check(z.trim(), z.minLength(1), z.maxLength(64));
const name = z.nullable(text.check(z.trim(), z.maxLength(200)));
const note = z.nullable(text.check(z.trim(), z.maxLength(500)));
const csv = text.check(z.maxLength(2_000_000));

/** `POST /api/missed`. 404: no such row any more. 409: somebody was first, or it has changed since; `detail` says who. */
export const missedRequest = z.object({
  id: text,
  deed: z.enum(["claim", "release", "attempt", "done", "not-needed", "reopen", "undo"]),
  by,
  note,
  seen: z.number().check(z.int(), z.gte(0)),
});

/** `POST /api/directory`. */
export const directoryRequest = z.object({
  by,
  put: z.array(z.extend(directoryEntry, { number, name })),
  gone: z.array(number),
});

const time = text.check(z.regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/));

/** `POST /api/queues`. */
export const queueRequest = z.object({
  by,
  queue: number,
  rules: z.nullable(
    z.object({
      targets: z.object({
        answerWithin: z.number().check(z.int(), z.gte(1), z.lte(3600)),
        shortAbandon: z.number().check(z.int(), z.gte(0), z.lte(600)),
        ringStrategy: z.enum(["hunt", "ring-all"]),
      }),
      hours: z.nullable(
        z
          .array(z.object({ day: z.number().check(z.int(), z.gte(1), z.lte(7)), from: time, to: time }))
          .check(z.maxLength(70)),
      ),
    }),
  ),
});

/** `POST /api/directory/preview`, `POST /api/directory/import`, and the same of `/api/contacts`. */
export const importRequest = z.object({ by, csv });

/** `POST /api/contacts`: one named, or one taken away (`name` null). */
export const contactRequest = z.object({ by, number, name });

export type MissedRequest = z.output<typeof missedRequest>;
export type DirectoryRequest = z.output<typeof directoryRequest>;
