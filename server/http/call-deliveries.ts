import { setImmediate as nextTurn } from "node:timers/promises";
import { readingOf } from "#lib/board/forgotten.ts";
import type { DeliveryEntry } from "#lib/board/journal-entry.ts";
import { lastBefore } from "#server/journal/entry-at.ts";
import type { Journal } from "#server/journal/journal.ts";
import type { KeptEntry } from "#server/journal/kept-entry.ts";

/** Entries read in one turn of the event loop. */
const PAGE = 500;

export interface FoundDeliveries {
  /** Oldest first. */
  readonly entries: readonly DeliveryEntry[];
  /** Whether there was more to look through than `most`. */
  readonly all: boolean;
}

/**
 * The journal's deliveries that name one of the ids, between two times (epoch ms, both included).
 * @param most entries to look through: a call may last for hours among thousands of others
 */
export async function deliveriesOf(
  journal: Pick<Journal, "read" | "head">,
  ids: readonly string[],
  from: number,
  to: number,
  most: number,
): Promise<FoundDeliveries> {
  const entries: DeliveryEntry[] = [];
  let after = await lastBefore(from, journal);
  for (let looked = 0; looked < most; looked += PAGE) {
    const page = await journal.read(after, Math.min(PAGE, most - looked));
    for (const entry of page) if (entry.at <= to && isDelivery(entry) && names(entry, ids)) entries.push(entry);
    const last = page.at(-1);
    if (last === undefined || last.at > to) return { entries, all: true };
    after = last.seq;
    await nextTurn();
  }
  return { entries, all: false };
}

function isDelivery(entry: KeptEntry): entry is DeliveryEntry {
  return entry.delivery !== undefined;
}

function names(entry: DeliveryEntry, ids: readonly string[]): boolean {
  const { body, query } = entry.delivery;
  const raw = `${body ?? ""} ${query ?? ""}`;
  if (entry.read === undefined && !ids.some((id) => raw.includes(stampOf(id)))) return false;
  const reading = readingOf(entry);
  return (
    reading.understood && reading.events.some((event) => event.kind !== "unrecognised" && ids.includes(event.callId))
  );
}

/** What stands in the raw text of an id, however it is escaped, even where its first digit was lost: its digits. */
function stampOf(id: string): string {
  return id.slice(1, 12);
}
