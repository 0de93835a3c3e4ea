import type { BoardChanges } from "#lib/board/board-changes.ts";
import type { ScreenCommand, ScreenReport } from "#lib/screens/screen-status.ts";
import type { Arrival } from "./api/connection-answers.ts";
import { agentStatus, board, liveCall, missedCaller, queueStatus, today } from "./board-schema.ts";
import { count, flag, instant, list, object, orAbsent, orElse, orNull, text, unreadable } from "./shape.ts";

/**
 * What travels between the server and a screen. The shapes are the wire: whoever changes one raises this number (a test
 * insists), and a page that speaks another one loads itself anew.
 */
export const protocolVersion = 6;

/** ms between two heartbeats: a screen that got nothing for longer knows that something is wrong. */
export const heartbeatInterval = 2000;

const texts = list(text);
const maybeText = orNull(text);

const site = object({
  place: text,
  sample: flag,
  build: text,
  /** What the board is of; null: it was to be of a board that is not there. */
  board: orNull(object({ id: text, name: text })),
  /** Seconds. */
  limits: object({ answerWithin: count, shortAbandon: count, watchAfter: count, alarmAfter: count }),
  /** The site's office hours, in the board's time zone; null: always open. */
  hours: orNull(list(object({ day: count, from: text, to: text }))),
  /** No figure of a single person anywhere. */
  worksCouncil: flag,
});

/**
 * ms the server was up, by a clock that nobody sets, when it last saw that there is no more to tell: as it sends, where
 * it alone keeps the journal. null: it does not tell.
 */
const up = orElse(orNull(count), null);

/** The whole board: the first message on every connection, and the answer to `resync`. */
const snapshot = object({ epoch: text, version: count, board, site, lastEventAt: maybeText, up });

// Absent is empty: most deltas touch two or three of the nine collections.
const changedRecords = object({
  calls: orElse(list(liveCall), []),
  queues: orElse(list(queueStatus), []),
  agents: orElse(list(agentStatus), []),
  missed: orElse(list(missedCaller), []),
  today: orElse(orNull(today), null),
});

const goneKeys = object({
  calls: orElse(texts, []),
  queues: orElse(texts, []),
  agents: orElse(texts, []),
  missed: orElse(texts, []),
});

/** Turns the board of version `from` into that of version `to`; `at` and `rev` are the new board's. */
const delta = object({
  epoch: text,
  from: count,
  to: count,
  at: text,
  rev: count,
  /** Absent: as before. */
  settingsRev: orAbsent(count),
  lastEventAt: maybeText,
  /** When the first of the deliveries it comes of was received; absent: it comes of none. */
  since: orAbsent(instant),
  up,
  put: orElse(changedRecords, changedRecords({})),
  gone: orElse(goneKeys, goneKeys({})),
});

/**
 * Every two seconds, so that silence means something; `at` is the server's clock as it is sent. It may only grow: a page
 * of any age must be able to read from it that it is out of date.
 */
const heartbeat = object({
  protocol: count,
  epoch: text,
  version: count,
  at: instant,
  up,
  /** In the first of a line: ms that line has been open. */
  age: orElse(orNull(count), null),
  lastEventAt: maybeText,
  build: text,
});

/**
 * Where a board hangs (`place`, the operator's word), whether its calls are invented, which build serves it, and by which
 * of the site's settings it is drawn.
 */
export type Site = ReturnType<typeof site>;
type WholeSnapshot = ReturnType<typeof snapshot>;
export type Snapshot = Omit<WholeSnapshot, "up"> & Partial<Pick<WholeSnapshot, "up">>;
type WholeDelta = ReturnType<typeof delta>;
export type Delta = Omit<WholeDelta, MayBeAbsent> & Partial<Pick<WholeDelta, MayBeAbsent>>;
type MayBeAbsent = "settingsRev" | "since" | "up";
export type DeltaOnWire = Omit<Delta, "put" | "gone"> & {
  readonly put?: OrAbsent<Delta["put"]> | undefined;
  readonly gone?: OrAbsent<Delta["gone"]> | undefined;
};
type OrAbsent<T> = { readonly [K in keyof T]?: T[K] | undefined };
export type Heartbeat = ReturnType<typeof heartbeat>;

export type ServerMessage =
  | { readonly kind: "snapshot"; readonly snapshot: Snapshot }
  | { readonly kind: "delta"; readonly delta: Delta }
  | { readonly kind: "heartbeat"; readonly heartbeat: Heartbeat };

/** Socket.IO's event maps, the same for both ends. */
export interface ServerToScreen {
  snapshot: (content: Snapshot) => void;
  delta: (content: DeltaOnWire) => void;
  heartbeat: (content: Heartbeat) => void;
  /** Whoever gets it may not see the board, or no longer: the page to go to. The connection ends with it. */
  dismissed: (to: string) => void;
  /** To screens. */
  command: (content: ScreenCommand) => void;
  /** To admins who asked. */
  arrival: (content: Arrival) => void;
}
export interface ScreenToServer {
  /** Wants a snapshot. */
  resync: () => void;
  /** Of screens: as they begin, when it changes, and now and then for what they measure. */
  status: (content: ScreenReport) => void;
  /** Asks for the server's clock, epoch ms. */
  clock: (answer: (at: number) => void) => void;
  /** Of admins: tell of the requests that come to the webhook, until the connection ends. `begun`: from now on. */
  "watch-arrivals": (begun: () => void) => void;
}

/** What a connection is asked for as it begins. */
export interface Greeting {
  /** The board that the page shows as a wall does; without one it gets what its right is to. */
  readonly board?: string;
}

export const wire = { snapshot, delta, heartbeat };

/** The message that `content` is, or null when it is none of this protocol. */
export function readServerMessage(kind: ServerMessage["kind"], content: unknown): ServerMessage | null {
  try {
    return readMessage(kind, content);
  } catch (cause) {
    if (cause === unreadable) return null;
    throw cause;
  }
}

function readMessage(kind: ServerMessage["kind"], content: unknown): ServerMessage {
  switch (kind) {
    case "snapshot":
      return { kind, snapshot: snapshot(content) };
    case "delta":
      return { kind, delta: delta(content) };
    case "heartbeat":
      return { kind, heartbeat: heartbeat(content) };
  }
}

/** Changes as they travel: what is empty is undefined, which JSON does not write. */
export function writeChanges({ put, gone }: BoardChanges): Pick<DeltaOnWire, "put" | "gone"> {
  return {
    put: orNothing({
      calls: orNothing(put.calls),
      queues: orNothing(put.queues),
      agents: orNothing(put.agents),
      missed: orNothing(put.missed),
      today: put.today ?? undefined,
    }),
    gone: orNothing({
      calls: orNothing(gone.calls),
      queues: orNothing(gone.queues),
      agents: orNothing(gone.agents),
      missed: orNothing(gone.missed),
    }),
  };
}

function orNothing<T extends object>(collection: T): T | undefined {
  return Object.values(collection).some((value) => value !== undefined) ? collection : undefined;
}
