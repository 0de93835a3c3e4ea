import { z } from "zod";
import type { JournalEntry } from "#lib/board/journal-entry.ts";
import type { Delivery } from "#lib/pbx/delivery.ts";

/** A delivery and when it came, epoch ms: what a line of a capture says. */
export interface Captured {
  readonly at: number;
  readonly delivery: Delivery;
}

export type CaptureReading =
  | { readonly ok: true; readonly captured: Captured }
  /** Completes "the line …". */
  | { readonly ok: false; readonly fault: string };

const line = z.object(
  {
    at: z
      .string("has no time (at)")
      .transform((text) => Date.parse(text))
      .refine((at) => !Number.isNaN(at), "has a time (at) that is not ISO 8601"),
    method: z.enum(["POST", "GET"], "has a method that is neither POST nor GET"),
    contentType: z.string("has a contentType that is no text").nullish().default(null),
    body: z.string("has a body that is no text").nullish().default(null),
    query: z.string("has a query that is no text").nullish().default(null),
  },
  "is no object",
);

export function readCaptureLine(text: string): CaptureReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { ok: false, fault: "is not JSON" };
  }
  const parsed = line.safeParse(value);
  if (!parsed.success) return { ok: false, fault: parsed.error.issues[0]?.message ?? "cannot be read" };
  const { at, method, contentType, body, query } = parsed.data;
  return { ok: true, captured: { at, delivery: { method, contentType, body, query } } };
}

/** One line, without its end. What is absent is left out. */
export function captureLine({ at, delivery: { method, contentType, body, query } }: JournalEntry): string {
  return JSON.stringify({
    at: new Date(at).toISOString(),
    method,
    contentType: contentType ?? undefined,
    body: body ?? undefined,
    query: query ?? undefined,
  });
}
