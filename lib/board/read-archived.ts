import type { Tally } from "#lib/call/call-shares.ts";
import { callerKey } from "#lib/call/caller-key.ts";
import type { NumberKind } from "#lib/pbx/pbx-event.ts";
import type { ArchivedCall, NumberReading } from "./archived-call.ts";
import type { CallRecord } from "./board.ts";
import type { BoardSettings } from "./board-settings.ts";
import type { QueueRules } from "./queue-rules.ts";
import { readFacts, recordOf } from "./read-facts.ts";

/** A call as history knows it. */
export interface PastCall {
  /** `id@beginning`: a phone system may use an id again after days. */
  readonly key: string;
  /** Epoch ms. */
  readonly startedAt: number;
  readonly record: CallRecord;
  readonly tallies: readonly Tally[];
  /** What two spellings of the caller's number have in common; null: withheld. */
  readonly callerKey: string | null;
}

/**
 * Reads a call that is over by what its numbers are; null while only recordings are known.
 * @param readings of numbers; one without is what the feed says it is, and hunts
 */
export function readArchived(
  call: ArchivedCall,
  readings: ReadonlyMap<string, NumberReading>,
  settings: BoardSettings,
): PastCall | null {
  const kindOf = (number: string): NumberKind | null => readings.get(number)?.kind ?? null;
  // Nothing of it lasts any more, whenever that is asked.
  const read = readFacts(call, Number.POSITIVE_INFINITY, kindOf, settingsBy(call, readings, settings));
  const record = recordOf({ ...call, view: read.view });
  if (record === null) return null;
  return pastCall(record, read.shares.tallies);
}

/** The settings with the ring strategies of the readings in place of their own. */
function settingsBy(
  call: ArchivedCall,
  readings: ReadonlyMap<string, NumberReading>,
  settings: BoardSettings,
): BoardSettings {
  const queueRules = new Map<string, QueueRules>();
  for (const number of numbersMet(call)) {
    const ringStrategy = readings.get(number)?.ringStrategy ?? "hunt";
    queueRules.set(number, { targets: { ...settings.targets, ringStrategy }, hours: null });
  }
  return { ...settings, queueRules };
}

/** @param tallies of the same reading as the record */
function pastCall(record: CallRecord, tallies: readonly Tally[]): PastCall {
  const startedAt = Date.parse(record.startedAt);
  return { key: callKey(record.id, startedAt), startedAt, record, tallies, callerKey: callerKey(record.caller) };
}

/** @param startedAt epoch ms */
export function callKey(id: string, startedAt: number): string {
  return `${id}@${startedAt}`;
}

/** The extensions that spoke, dialled or rang on it. */
export function agentsOf({ tallies }: Pick<PastCall, "tallies">): readonly string[] {
  return [...new Set(tallies.flatMap((tally) => (tally.of === "agent" ? [tally.agent] : [])))];
}

/** The numbers whose kind and rules decide how the call reads. */
export function numbersMet({ own, adopted }: Pick<ArchivedCall, "own" | "adopted">): ReadonlySet<string> {
  const met = new Set<string>();
  for (const facts of [own, ...adopted.map((one) => one.facts)]) {
    for (const { number } of facts.reaches) met.add(number);
    for (const { number } of facts.ends) if (number !== null) met.add(number);
  }
  return met;
}

/** Every id under which the feed told of the call. */
export function idsOf({ own, adopted }: Pick<ArchivedCall, "own" | "adopted">): readonly string[] {
  return [own.id, ...adopted.map(({ facts }) => facts.id)];
}
