import * as z from "zod/mini";

// What the calls' addresses answer (contract.md, CallRecord): for the screens, which read it on arrival.

const text = z.string();
const maybeText = z.nullable(text);
const maybeFigure = z.nullable(z.number());
const direction = z.enum(["inbound", "outbound"]);
const lostIn = z.enum(["ivr", "queue", "ringing"]);

/** Live ones, then those of calls that are over. */
export const callStates = [
  "ivr",
  "queued",
  "ringing",
  "answered",
  "transferred",
  "dialing",
  "completed",
  "missed",
  "unanswered",
  "unknown",
] as const;

const callLeg = z.object({
  leg: z.number(),
  agent: text,
  via: z.enum(["direct", "attended", "blind"]),
  answeredAt: maybeText,
  endedAt: maybeText,
  talkSeconds: maybeFigure,
  recordings: z.array(text),
});

export const callRecord = z.object({
  id: text,
  direction,
  state: z.enum(callStates),
  lostIn: z.nullable(lostIn),
  caller: text,
  callerName: maybeText,
  did: maybeText,
  ivr: maybeText,
  queue: maybeText,
  queues: z.array(text),
  rang: z.array(text),
  legs: z.array(callLeg),
  startedAt: text,
  answeredAt: maybeText,
  endedAt: maybeText,
  waitSeconds: maybeFigure,
  linked: z.boolean(),
});

/** `GET /api/calls`: newest first; `next` is the cursor of the next page, null after the last. */
export const callsPage = z.object({ calls: z.array(callRecord), next: maybeText });

/** One stretch of a call, for a timeline drawn to scale. `to` null: it still lasts, or nobody knows its end. */
export const timelinePart = z.object({
  kind: z.enum(["ivr", "queue", "ring", "talk", "dial"]),
  number: text,
  leg: z.number(),
  from: text,
  to: maybeText,
  /** How it came to its end; null while it lasts, and where nobody knows. */
  outcome: z.nullable(
    z.enum([
      "went-on",
      "lost",
      "open",
      "answered",
      "missed",
      "overflowed",
      "unknown",
      "answered-elsewhere",
      "rang-out",
      "passed-on",
      "call-over",
      "too-late",
      "attended",
      "blind",
      "sent-back",
      "ended",
      "unanswered",
    ]),
  ),
});

/** A delivery that told of the call, as it came. */
const rawDelivery = z.object({
  seq: z.number(),
  at: text,
  method: z.enum(["POST", "GET"]),
  contentType: maybeText,
  body: maybeText,
  query: maybeText,
});

const recordingLink = z.object({
  leg: z.number(),
  /** null: nobody says whose conversation it is of. */
  agent: maybeText,
  /** As the phone system told it; null: not for who asks. */
  url: maybeText,
  /** Where it is opened, on this server; null: it is barred. */
  open: maybeText,
  /** Why it is shown as text and is no link; null: it may be followed. */
  barred: z.nullable(z.enum(["not-https", "host-not-listed"])),
});

/** `GET /api/call?id=ID&started=ISO`: one call. Ids may be used again after days: `started` tells which one. */
export const callDetail = z.object({
  call: callRecord,
  /** It has lasted longer than calls do, with no sign of life. */
  uncertain: z.boolean(),
  /** Other ids under which the feed told of it: `chain`, the PBX says so; `fallback`, caller, user and direction fit. */
  adopted: z.array(z.object({ id: text, by: z.enum(["chain", "fallback"]) })),
  at: text,
  timeZone: text,
  timeline: z.array(timelinePart),
  recordings: z.array(recordingLink),
  /** Oldest first; empty where the journal no longer holds them; null: not for who asks. */
  deliveries: z.nullable(z.array(rawDelivery)),
  /** False: the journal was not looked through to the call's end, there is too much in between. */
  allDeliveries: z.boolean(),
});

/** `GET /api/callers?numbers=A,B`: what is known of callers, in the order asked for; at most 50. */
export const callersAnswer = z.object({
  callers: z.array(
    z.object({
      number: text,
      name: maybeText,
      /** Inbound calls since local midnight, the one under way included. */
      callsToday: z.number(),
      /** The last conversation that is over; null: none is known. */
      lastTalk: z.nullable(
        z.object({ callId: text, startedAt: text, at: text, direction, agent: text, talkSeconds: maybeFigure }),
      ),
      /** Calls of theirs that nobody answered, as far back as calls are kept. */
      missedBefore: z.number(),
      /** Newest first, at most five, those that are over. */
      recent: z.array(callRecord),
    }),
  ),
});

export type TimelinePart = z.output<typeof timelinePart>;
export type CallDetail = z.output<typeof callDetail>;
export type CallersAnswer = z.output<typeof callersAnswer>;
export type KnownCaller = CallersAnswer["callers"][number];
