import { z } from "zod";
import type { Act } from "#lib/board/act.ts";
import type { Delivery, Reading } from "#lib/pbx/delivery.ts";
import { readAct } from "#server/journal/act-text.ts";
import { readEvents } from "#server/journal/events-text.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";

/** A delivery or an act, and when it came, epoch ms: what a line of a capture says. */
export type Captured = CapturedDelivery | CapturedAct;

interface CapturedDelivery {
  readonly at: number;
  readonly delivery: Delivery;
  readonly read?: Reading;
  readonly act?: never;
}

interface CapturedAct {
  readonly at: number;
  readonly act: Act;
}

export type CaptureReading =
  | { readonly ok: true; readonly captured: Captured }
  /** Completes "the line …". */
  | { readonly ok: false; readonly fault: string };

const instant = z
  .string("has no time (at)")
  .transform((text) => Date.parse(text))
  .refine((at) => !Number.isNaN(at), "has a time (at) that is not ISO 8601");

const anyLine = z.looseObject({ at: instant }, "is no object");

const deliveryLine = z.object({
  method: z.enum(["POST", "GET"], "has a method that is neither POST nor GET"),
  contentType: z.string("has a contentType that is no text").nullish().default(null),
  body: z.string("has a body that is no text").nullish().default(null),
  query: z.string("has a query that is no text").nullish().default(null),
});

export function readCaptureLine(text: string): CaptureReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return { ok: false, fault: "is not JSON" };
  }
  const parsed = anyLine.safeParse(value);
  if (!parsed.success) return faultOf(parsed.error);
  const { at, ...said } = parsed.data;
  if ("act" in said) {
    const act = readAct(said["act"]);
    return act === null ? { ok: false, fault: "has an act that is none" } : { ok: true, captured: { at, act } };
  }
  const delivery = deliveryLine.safeParse(said);
  if (!delivery.success) return faultOf(delivery.error);
  if (!("events" in said)) return { ok: true, captured: { at, delivery: delivery.data } };
  const events = readEvents(said["events"]);
  if (events === null) return { ok: false, fault: "has events that are none" };
  return { ok: true, captured: { at, delivery: delivery.data, read: { understood: true, events } } };
}

function faultOf(error: z.ZodError): CaptureReading {
  return { ok: false, fault: error.issues[0]?.message ?? "cannot be read" };
}

/** One line, without its end. What is absent is left out; an act that cannot be read is told as it stands. */
export function captureLine(entry: KeptEntry): string {
  const at = new Date(entry.at).toISOString();
  if (entry.act !== undefined) return JSON.stringify({ at, act: entry.act });
  if (entry.delivery === undefined) return JSON.stringify({ at, act: entry.unreadable });
  const { method, contentType, body, query } = entry.delivery;
  return JSON.stringify({
    at,
    method,
    contentType: contentType ?? undefined,
    body: body ?? undefined,
    query: query ?? undefined,
    events: entry.read?.understood ? entry.read.events : undefined,
  });
}
