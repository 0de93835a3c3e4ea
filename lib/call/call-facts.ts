import type { CallEvent, Direction, NumberKind, Via } from "#lib/pbx/pbx-event.ts";

/** An inbound call reached a menu or a queue, or rang a phone. All times are epoch ms. */
export interface Reach {
  readonly at: number;
  readonly leg: number;
  readonly number: string;
  readonly claim: NumberKind;
}

export interface Dial {
  readonly at: number;
  readonly leg: number;
  readonly agent: string;
}

export interface Answer {
  readonly at: number;
  readonly leg: number;
  readonly agent: string;
  readonly via: Via | null;
}

export interface End {
  readonly at: number;
  readonly leg: number;
  readonly number: string | null;
  readonly spoken: boolean | null;
  readonly transferred: boolean;
  readonly talkSeconds: number | null;
  readonly lostAt: NumberKind | null;
}

export interface Recording {
  readonly at: number;
  readonly leg: number;
  readonly agent: string | null;
  readonly url: string;
}

/**
 * All that the feed said under one call id. Adding a fact twice changes nothing,
 * and every list is ordered by time, so the order of arrival leaves no other trace.
 */
export interface CallFacts {
  readonly id: string;
  readonly firstAt: number;
  /** When something new was last learned: a repeat is not a sign of life. */
  readonly lastAt: number;
  readonly caller: string | null;
  readonly callerName: string | null;
  readonly did: string | null;
  /** An outbound word of the feed outweighs a ring, which a transferred outbound call has too. */
  readonly inbound: boolean;
  readonly outbound: boolean;
  readonly reaches: readonly Reach[];
  readonly dials: readonly Dial[];
  readonly answers: readonly Answer[];
  readonly ends: readonly End[];
  readonly recordings: readonly Recording[];
}

/** A queue that polls one phone for hours stays far below it; what lies above is a broken sender. */
const mostReaches = 4096;

export function noFacts(id: string, at: number): CallFacts {
  return {
    id,
    firstAt: at,
    lastAt: at,
    caller: null,
    callerName: null,
    did: null,
    inbound: false,
    outbound: false,
    reaches: [],
    dials: [],
    answers: [],
    ends: [],
    recordings: [],
  };
}

/** null while only recordings are known: they do not say who called whom. */
export function directionOf(facts: CallFacts): Direction | null {
  if (facts.outbound) return "outbound";
  return facts.inbound ? "inbound" : null;
}

/**
 * Adds what one event says, received at `at`. Returns the same object when it says nothing new.
 * @param ringGap ms within which the same ring is a repeat (calls.md, principle)
 */
export function addFact(facts: CallFacts, event: CallEvent, at: number, ringGap: number): CallFacts {
  const told = withEvent(facts, event, at, ringGap);
  const caller = facts.caller ?? event.caller;
  const callerName = facts.callerName ?? event.callerName;
  const did = facts.did ?? event.did;
  const isNew = told !== facts || caller !== facts.caller || callerName !== facts.callerName || did !== facts.did;
  if (!isNew) return facts;
  return {
    ...told,
    caller,
    callerName,
    did,
    firstAt: Math.min(facts.firstAt, at),
    lastAt: Math.max(facts.lastAt, at),
  };
}

function withEvent(facts: CallFacts, event: CallEvent, at: number, ringGap: number): CallFacts {
  switch (event.kind) {
    case "reached": {
      const reach: Reach = { at, leg: event.leg, number: event.number, claim: event.claim };
      const reaches = addReach(facts.reaches, reach, ringGap);
      return reaches === facts.reaches ? facts : { ...facts, inbound: true, reaches };
    }
    case "dialed": {
      if (facts.dials.some((dial) => dial.leg === event.leg && dial.agent === event.agent)) return facts;
      return { ...facts, outbound: true, dials: [...facts.dials, { at, leg: event.leg, agent: event.agent }] };
    }
    case "answered": {
      const answers = addAnswer(facts.answers, { at, leg: event.leg, agent: event.agent, via: event.via });
      return answers === facts.answers ? facts : { ...headed(facts, event.direction), answers };
    }
    case "ended": {
      const { leg, number, spoken, transferred, talkSeconds, lostAt } = event;
      const ends = addEnd(facts.ends, { at, leg, number, spoken, transferred, talkSeconds, lostAt });
      return ends === facts.ends ? facts : { ...headed(facts, event.direction), ends };
    }
    case "recorded": {
      const recordings = event.urls.reduce(
        (known, url) => addRecording(known, { at, leg: event.leg, agent: event.agent, url }),
        facts.recordings,
      );
      return recordings === facts.recordings ? facts : { ...facts, recordings };
    }
  }
}

function headed(facts: CallFacts, direction: Direction): CallFacts {
  return facts[direction] ? facts : { ...facts, [direction]: true };
}

function addReach(reaches: readonly Reach[], reach: Reach, ringGap: number): readonly Reach[] {
  if (reaches.length >= mostReaches) return reaches;
  for (let i = reaches.length - 1; i >= 0; i--) {
    const known = reaches[i] as Reach;
    if (known.at < reach.at - ringGap) break;
    const same = known.number === reach.number && known.leg === reach.leg;
    if (same && Math.abs(known.at - reach.at) <= ringGap) return reaches;
  }
  return inTime(reaches, reach);
}

function addAnswer(answers: readonly Answer[], answer: Answer): readonly Answer[] {
  const known = answers.find((other) => other.leg === answer.leg && other.agent === answer.agent);
  if (known === undefined) return inTime(answers, answer);
  if (known.via !== null || answer.via === null) return answers;
  return answers.map((other) => (other === known ? { ...known, via: answer.via } : other));
}

/** With recordings in full-info mode the end comes twice, the second time in other words. */
function addEnd(ends: readonly End[], end: End): readonly End[] {
  const known = ends.find(
    (other) => other.leg === end.leg && other.number === end.number && other.transferred === end.transferred,
  );
  if (known === undefined) return inTime(ends, end);
  const merged: End = {
    ...known,
    spoken: known.spoken === null || end.spoken === true ? end.spoken : known.spoken,
    talkSeconds: known.talkSeconds ?? end.talkSeconds,
    lostAt: known.lostAt ?? end.lostAt,
  };
  const same =
    merged.spoken === known.spoken && merged.talkSeconds === known.talkSeconds && merged.lostAt === known.lostAt;
  return same ? ends : ends.map((other) => (other === known ? merged : other));
}

function addRecording(recordings: readonly Recording[], recording: Recording): readonly Recording[] {
  const known = recordings.find((other) => other.url === recording.url);
  if (known === undefined) return inTime(recordings, recording);
  if (known.agent !== null || recording.agent === null) return recordings;
  return recordings.map((other) => (other === known ? { ...known, agent: recording.agent } : other));
}

function inTime<T extends { readonly at: number }>(list: readonly T[], item: T): readonly T[] {
  let place = list.length;
  while (place > 0 && (list[place - 1] as T).at > item.at) place--;
  return place === list.length ? [...list, item] : [...list.slice(0, place), item, ...list.slice(place)];
}

/** The facts of one call that the feed told under several ids; the first one names it. */
export function mergeFacts(first: CallFacts, others: readonly CallFacts[], ringGap: number): CallFacts {
  return others.reduce((sum, other) => mergeTwo(sum, other, ringGap), first);
}

function mergeTwo(a: CallFacts, b: CallFacts, ringGap: number): CallFacts {
  return {
    id: a.id,
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    caller: a.caller ?? b.caller,
    callerName: a.callerName ?? b.callerName,
    did: a.did ?? b.did,
    inbound: a.inbound || b.inbound,
    outbound: a.outbound || b.outbound,
    reaches: b.reaches.reduce((sum, reach) => addReach(sum, reach, ringGap), a.reaches),
    dials: b.dials.reduce((sum, dial) => inTime(sum, dial), a.dials),
    answers: b.answers.reduce(addAnswer, a.answers),
    ends: b.ends.reduce(addEnd, a.ends),
    recordings: b.recordings.reduce(addRecording, a.recordings),
  };
}
