// The small build of the schema library: it never compiles code at run time, which a page's content security policy
// forbids and would report.
import * as z from "zod/mini";

// The shape of a board as it travels: that of lib/board/board.ts (a test compares the types). It says what kind of
// thing each value is and no more: a screen that refused a whole board over one odd figure would show nothing at all.

const text = z.string();
const maybeText = z.nullable(text);
const figure = z.number();
const maybeFigure = z.nullable(figure);
const texts = z.array(text);
const lostIn = z.enum(["ivr", "queue", "ringing"]);

export const liveCall = z.object({
  id: text,
  direction: z.enum(["inbound", "outbound"]),
  state: z.enum(["ivr", "queued", "ringing", "answered", "transferred", "dialing"]),
  uncertain: z.boolean(),
  caller: text,
  callerName: maybeText,
  did: maybeText,
  ivr: maybeText,
  queue: maybeText,
  ringing: texts,
  agent: maybeText,
  startedAt: text,
  stateSince: text,
  waitingSince: maybeText,
  answeredAt: maybeText,
});

export const queueStatus = z.object({
  queue: text,
  name: maybeText,
  waiting: figure,
  longestWaitSince: maybeText,
  ringing: figure,
  talking: figure,
  offered: figure,
  answered: figure,
  missed: figure,
  overflowed: figure,
  unknown: figure,
  serviceLevel: maybeFigure,
  averageSpeedOfAnswer: maybeFigure,
  averageHandleTime: maybeFigure,
});

export const agentStatus = z.object({
  extension: text,
  name: maybeText,
  state: z.enum(["idle", "ringing", "talking", "dialing"]),
  since: text,
  callId: maybeText,
  answered: maybeFigure,
  ringNoAnswer: maybeFigure,
  outbound: maybeFigure,
  talkSeconds: maybeFigure,
});

export const missedCaller = z.object({
  id: text,
  caller: text,
  callerName: maybeText,
  count: figure,
  firstAt: text,
  lastAt: text,
  lostIn,
  queue: maybeText,
  waitSeconds: maybeFigure,
  rang: texts,
  status: z.enum(["open", "claimed", "resolved"]),
  claimedBy: maybeText,
  claimedById: maybeText,
  resolution: z.nullable(
    z.object({
      how: z.enum(["called-back", "rang-again", "by-hand"]),
      at: text,
      by: maybeText,
      callId: maybeText,
      verdict: z.nullable(z.enum(["done", "not-needed"])),
      note: maybeText,
    }),
  ),
  callIds: texts,
  attempts: z.array(z.object({ at: text, by: text, note: maybeText })),
  changes: figure,
  undoable: z.boolean(),
});

export const today = z.object({
  inbound: figure,
  answered: figure,
  missed: figure,
  abandonedInIvr: figure,
  unknown: figure,
  outbound: figure,
  outboundAnswered: figure,
});

export const board = z.object({
  rev: figure,
  at: text,
  timeZone: text,
  calls: z.array(liveCall),
  queues: z.array(queueStatus),
  agents: z.array(agentStatus),
  missed: z.array(missedCaller),
  today: z.nullable(today),
  settingsRev: figure,
});
