import type { CallEvent, Ended, Recorded } from "#lib/pbx/pbx-event.ts";
import { type Dialect, type Traits, traits } from "#lib/simulator/dialect.ts";

/** What is left of an event once it is told in a dialect: none can say everything. */
export function asSaid(event: CallEvent, dialect: Dialect): CallEvent {
  const speech = traits[dialect];
  const named = speech.tellsMore ? event : { ...event, chain: null, callerName: null };
  // A recording's leg stands in the name of its file, whatever the sender calls the legs before it.
  const told = event.kind === "recorded" ? named : { ...named, leg: Math.max(speech.firstLeg, event.leg) };
  switch (told.kind) {
    case "reached":
      return told;
    case "dialed":
      return { ...told, did: null };
    case "answered":
      return speech.via === "untold" ? { ...told, via: null } : told;
    case "ended":
      return endedAsSaid(told, speech);
    case "recorded":
      return recordedAsSaid(told, speech);
  }
}

function endedAsSaid(event: Ended, { talkTime }: Traits): Ended {
  const tellsPlace = talkTime === "title" && event.direction === "inbound" && event.number !== null;
  return {
    ...event,
    talkSeconds: event.spoken === true ? event.talkSeconds : null,
    lostAt: event.spoken === false && tellsPlace ? event.lostAt : null,
  };
}

function recordedAsSaid(event: Recorded, { recordings }: Traits): Recorded {
  const unsaid = { chain: null, callerName: null, did: null };
  return recordings === "event" ? { ...event, ...unsaid } : { ...event, ...unsaid, caller: null, agent: null };
}
