import type { CallEvent } from "#lib/pbx/pbx-event.ts";
import { callIdAt } from "./call-id.ts";
import { chance, type Random } from "./random.ts";
import type { Happening } from "./traffic.ts";
import type { CallTruth } from "./truth.ts";

/** Far above the running numbers of a day, so that no call has the new id already. */
const firstRunning = 1_000_000;

/**
 * Gives some calls another id from their end on, or from the answer on when an agent dialled, recordings included: as in
 * five stories of the feed's documentation. Only calls as simple as those: a caller with a number, and no transfer.
 * The truth of such a call says that it was linked.
 */
export function* changeIds(
  happenings: Iterable<Happening>,
  by: { readonly share: number; readonly timeZone: string; readonly random: Random },
): Generator<Happening, void, void> {
  const chosen = new Map<string, boolean>();
  const newIds = new Map<string, string>();
  let running = firstRunning;

  for (const happening of happenings) {
    if (happening.kind === "over") {
      const { id } = happening.call.record;
      yield { ...happening, call: withNewId(happening.call, newIds.get(id)) };
      chosen.delete(id);
      newIds.delete(id);
      continue;
    }
    const { event, at } = happening;
    const isChosen = chosen.get(event.callId) ?? chance(by.random, by.share);
    chosen.set(event.callId, isChosen);
    if (isChosen && !newIds.has(event.callId) && changesAt(event)) {
      running += 1;
      newIds.set(event.callId, callIdAt(at, { timeZone: by.timeZone, running }));
    }
    yield { ...happening, event: underNewId(event, newIds.get(event.callId)) };
  }
}

function changesAt(event: CallEvent): boolean {
  if (event.caller === null) return false;
  switch (event.kind) {
    case "answered":
      return event.direction === "outbound";
    case "ended":
      return !event.transferred && event.leg === (event.spoken === true ? 1 : 0);
    case "reached":
    case "dialed":
    case "recorded":
      return false;
  }
}

function underNewId(event: CallEvent, newId: string | undefined): CallEvent {
  if (newId === undefined) return event;
  if (event.kind !== "recorded") return { ...event, callId: newId };
  return { ...event, callId: newId, urls: event.urls.map((url) => url.replace(event.callId, newId)) };
}

function withNewId(call: CallTruth, newId: string | undefined): CallTruth {
  if (newId === undefined) return call;
  const { record } = call;
  const legs = record.legs.map((leg) => ({
    ...leg,
    recordings: leg.recordings.map((url) => url.replace(record.id, newId)),
  }));
  return { ...call, record: { ...record, legs, linked: true } };
}
