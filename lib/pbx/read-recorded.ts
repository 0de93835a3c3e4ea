import { cleanNumber, cleanWord } from "./clean-text.ts";
import type { Fields } from "./fields.ts";
import { type LegId, readLegId } from "./leg-id.ts";
import { callerNameOf, callerOf, chainOf, didOf } from "./party.ts";
import type { Recorded } from "./pbx-event.ts";
import { recordedLeg, recordingUrls } from "./recording-url.ts";

// Whoever else carries an address may mean anything by it.
const bringsRecordings: ReadonlySet<string> = new Set(["recording", "incoming", "outgoing", ""]);

/**
 * One event for every leg whose recordings the fields carry, in the order of their first file.
 * A file's own name says which leg it is of; one named otherwise belongs to the leg of `id` where an
 * end or a recording brings it, else to none.
 */
export function readRecorded(fields: Fields): Recorded[] {
  if (fields.files.length === 0) return [];
  const id = readLegId(fields.id);
  const owner = bringsRecordings.has(cleanWord(fields.event).toLowerCase()) ? id : null;
  const legs = new Map<string, LegId & { readonly urls: string[] }>();
  for (const url of recordingUrls(fields.files)) {
    const leg = recordedLeg(url) ?? owner;
    if (leg === null) continue;
    const key = `${leg.callId}-${leg.leg}`;
    const known = legs.get(key);
    if (known === undefined) legs.set(key, { ...leg, urls: [url] });
    else known.urls.push(url);
  }
  return Array.from(legs.values(), (leg) => recordedOf(fields, leg, legs.size === 1 || sameLeg(leg, id)));
}

function recordedOf(
  fields: Fields,
  { callId, leg, urls }: LegId & { readonly urls: string[] },
  ofUser: boolean,
): Recorded {
  return {
    kind: "recorded",
    callId,
    leg,
    chain: chainOf(fields),
    caller: callerOf(fields),
    callerName: callerNameOf(fields),
    did: didOf(fields),
    // `user` is the agent of the delivery's own leg; who spoke on the others is not said.
    agent: ofUser ? cleanNumber(fields.user) || null : null,
    urls,
  };
}

function sameLeg(a: LegId, b: LegId | null): boolean {
  return a.callId === b?.callId && a.leg === b.leg;
}
