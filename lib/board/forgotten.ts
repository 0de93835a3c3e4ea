import type { Reading } from "#lib/pbx/delivery.ts";
import { parseDelivery } from "#lib/pbx/parse-delivery.ts";
import type { PbxEvent } from "#lib/pbx/pbx-event.ts";
import type { Act } from "./act.ts";
import type { DeliveryEntry, JournalEntry } from "./journal-entry.ts";

/** What was read of a delivery, whether its raw text is still there or not. What the parser stumbles over says nothing. */
export function readingOf({ delivery, read }: Pick<DeliveryEntry, "delivery" | "read">): Reading {
  if (read !== undefined) return read;
  try {
    return parseDelivery(delivery);
  } catch {
    return { understood: false, reason: "The parser failed on it." };
  }
}

/** The delivery without its raw text. */
export function distilled(entry: DeliveryEntry): DeliveryEntry {
  const { method } = entry.delivery;
  return { ...entry, delivery: { method, contentType: null, body: null, query: null }, read: readingOf(entry) };
}

/**
 * What is left of an entry whose calls are no longer kept: that something came, so that what is counted stays counted.
 * Settings and contacts stay.
 */
export function forgotten(entry: JournalEntry): JournalEntry {
  if (entry.act !== undefined) return { ...entry, act: entry.act.of === "missed" ? idleAct : entry.act };
  const told = distilled(entry);
  if (!told.read?.understood) return told;
  return { ...told, read: { understood: true, events: withoutCalls(told.read.events) } };
}

function withoutCalls(events: readonly PbxEvent[]): readonly PbxEvent[] {
  return events.filter(({ kind }) => kind === "unrecognised").map(() => ({ kind: "unrecognised", name: "forgotten" }));
}

/** A deed on a row that is not there. */
export const idleAct: Act = { of: "missed", id: "", deed: "release", by: "", note: null, seen: 0 };
