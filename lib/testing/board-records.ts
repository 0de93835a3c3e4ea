import type { AgentStatus, Board, LiveCall, MissedCaller, QueueStatus } from "#lib/board/board.ts";
import { noTotals } from "#lib/board/board-state.ts";
import { defaultSite, wholeBoard } from "#lib/board/site-settings.ts";
import type { Site } from "#lib/protocol/messages.ts";

// Records of a board, for tests that care about a few of their fields.

export const noon = "2026-03-02T12:00:00.000Z";

/** `seconds` before noon, ISO 8601. */
export function before(seconds: number): string {
  return new Date(Date.parse(noon) - seconds * 1000).toISOString();
}

/** A board on which nothing has happened. */
export function blankBoard(at: string): Board {
  return {
    rev: 0,
    at,
    timeZone: "UTC",
    calls: [],
    queues: [],
    agents: [],
    missed: [],
    today: noTotals,
    settingsRev: 0,
  };
}

export function queueStatus(fields: Partial<QueueStatus>): QueueStatus {
  return {
    queue: "820",
    name: null,
    waiting: 0,
    longestWaitSince: null,
    ringing: 0,
    talking: 0,
    offered: 0,
    answered: 0,
    missed: 0,
    overflowed: 0,
    unknown: 0,
    serviceLevel: null,
    averageSpeedOfAnswer: null,
    averageHandleTime: null,
    ...fields,
  };
}

/** What a page is told of the place besides the board. */
export function siteOf(fields: Partial<Site> = {}): Site {
  const { limits, hours, worksCouncil } = defaultSite;
  const { id, name } = wholeBoard;
  return {
    place: "North office",
    sample: false,
    build: "b",
    board: { id, name },
    limits,
    hours,
    worksCouncil,
    ...fields,
  };
}

/** A queue in which `waits.length` callers wait, for so many seconds at noon. */
export function waitingQueue(queue: string, ...waits: readonly number[]): QueueStatus {
  const longestWaitSince = waits.length === 0 ? null : before(Math.max(...waits));
  return queueStatus({ queue, waiting: waits.length, longestWaitSince });
}

export function agentStatus(fields: Partial<AgentStatus>): AgentStatus {
  return {
    extension: "117",
    name: null,
    state: "idle",
    since: noon,
    callId: null,
    answered: 0,
    ringNoAnswer: 0,
    outbound: 0,
    talkSeconds: 0,
    ...fields,
  };
}

export function liveCall(fields: Partial<LiveCall>): LiveCall {
  return {
    id: "260302120000_1",
    direction: "inbound",
    state: "queued",
    uncertain: false,
    caller: "05552221133",
    callerName: "Somebody Who Called",
    did: null,
    ivr: null,
    queue: null,
    ringing: [],
    agent: null,
    startedAt: noon,
    stateSince: noon,
    waitingSince: null,
    answeredAt: null,
    ...fields,
  };
}

export function missedCaller(fields: Partial<MissedCaller>): MissedCaller {
  return {
    id: "05552221133",
    caller: "05552221133",
    callerName: null,
    count: 1,
    firstAt: noon,
    lastAt: noon,
    lostIn: "queue",
    queue: "820",
    waitSeconds: 30,
    rang: [],
    status: "open",
    claimedBy: null,
    claimedById: null,
    resolution: null,
    callIds: ["260302120000_1"],
    attempts: [],
    changes: 0,
    undoable: false,
    ...fields,
  };
}
