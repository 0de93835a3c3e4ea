import { figure, flag, list, object, oneOf, orNull, text } from "./shape.ts";

// The shape of a board as it travels: that of lib/board/board.ts (a test compares the types). It says what kind of
// thing each value is and no more: a screen that refused a whole board over one odd figure would show nothing at all.

const maybeText = orNull(text);
const maybeFigure = orNull(figure);
const texts = list(text);
const lostIn = oneOf("ivr", "queue", "ringing");

export const liveCall = object({
  id: text,
  direction: oneOf("inbound", "outbound"),
  state: oneOf("ivr", "queued", "ringing", "answered", "transferred", "dialing"),
  uncertain: flag,
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

export const queueStatus = object({
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

export const agentStatus = object({
  extension: text,
  name: maybeText,
  state: oneOf("idle", "ringing", "talking", "dialing"),
  since: text,
  callId: maybeText,
  answered: maybeFigure,
  ringNoAnswer: maybeFigure,
  outbound: maybeFigure,
  talkSeconds: maybeFigure,
});

export const missedCaller = object({
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
  status: oneOf("open", "claimed", "resolved"),
  claimedBy: maybeText,
  claimedById: maybeText,
  resolution: orNull(
    object({
      how: oneOf("called-back", "rang-again", "by-hand"),
      at: text,
      by: maybeText,
      callId: maybeText,
      verdict: orNull(oneOf("done", "not-needed")),
      note: maybeText,
    }),
  ),
  callIds: texts,
  attempts: list(object({ at: text, by: text, note: maybeText })),
  changes: figure,
  undoable: flag,
});

export const today = object({
  inbound: figure,
  answered: figure,
  missed: figure,
  abandonedInIvr: figure,
  unknown: figure,
  outbound: figure,
  outboundAnswered: figure,
});

export const board = object({
  rev: figure,
  at: text,
  timeZone: text,
  calls: list(liveCall),
  queues: list(queueStatus),
  agents: list(agentStatus),
  missed: list(missedCaller),
  today: orNull(today),
  settingsRev: figure,
});
