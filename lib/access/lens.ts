import type { AgentStatus, Board, LiveCall, MissedCaller, QueueStatus, WholeBoard } from "#lib/board/board.ts";
import type { BoardChanges } from "#lib/board/board-changes.ts";
import { compareCalls, compareMissed } from "#lib/board/list-order.ts";
import type { BoardSpec, Masking, SiteSettings } from "#lib/board/site-settings.ts";
import { type Audience, boardOf } from "./audience.ts";
import { isOutside, maskCall, maskMissed } from "./mask.ts";
import { seesRow } from "./sight.ts";

/** Through which one audience sees every board. */
export interface Lens {
  board(whole: WholeBoard): Board;
  /**
   * What turns the audience's own board before into its board after. Of a board of some queues, ids may be named as gone
   * that were never on it (`partial`): whoever knows what was on it leaves them out.
   */
  changes(whole: BoardChanges): BoardChanges;
  /** Whether there may be calls or rows that the audience does not see at all. */
  readonly partial: boolean;
}

export interface LensParts {
  readonly audience: Audience;
  readonly site: Pick<SiteSettings, "masking" | "worksCouncil" | "boards">;
  /** What stands for an id that must not be told: always the same, told apart from others, and leading back to nothing. */
  readonly nameOf: (id: string) => string;
}

export function createLens({ audience, site, nameOf }: LensParts): Lens {
  const seen = viewOf(audience, site, nameOf);
  return {
    partial: seen.partial,
    board: (whole) => ({
      ...whole,
      // Whoever puts them in order has only the ids that were told.
      calls: ordered(shown(whole.calls, seen.call), compareCalls, seen.id),
      queues: shown(whole.queues, seen.queue),
      agents: shown(whole.agents, seen.agent),
      missed: ordered(shown(whole.missed, seen.missed), compareMissed, seen.id),
      today: seen.partial ? null : whole.today,
    }),
    changes(whole) {
      if (seen === everything) return whole;
      const { put, gone } = whole;
      const calls = parted(put.calls, seen.call, ({ id }) => id);
      const missed = parted(put.missed, seen.missed, ({ id }) => id);
      return {
        put: {
          calls: calls.put,
          // Whether these are to be seen never changes.
          queues: shown(put.queues, seen.queue),
          agents: shown(put.agents, seen.agent),
          missed: missed.put,
          today: seen.partial ? null : put.today,
        },
        gone: {
          calls: [...gone.calls, ...calls.gone].map(seen.id),
          queues: gone.queues.filter(seen.place),
          agents: gone.agents.filter(seen.place),
          missed: [...gone.missed, ...missed.gone].map(seen.id),
        },
      };
    },
  };
}

/** Whether an agent sees a call whole: it rings at the agent's phone, or is held or was dialled on it. */
export function isOwnCall({ ringing, agent }: LiveCall, { extension }: AgentAudience): boolean {
  return extension !== null && (agent === extension || ringing.includes(extension));
}

/** Whether an agent sees a row whole: the caller rang at the agent's phone, or the agent has claimed the row. */
export function isOwnRow(row: MissedCaller, { extension, accountId }: AgentAudience): boolean {
  return seesRow({ of: "one", extension, accountId }, row);
}

/** Whether an agent is told the day's figures of that phone. */
export function isOwnPhone(agent: Pick<AgentStatus, "extension">, { extension }: AgentAudience): boolean {
  return agent.extension === extension;
}

export type AgentAudience = Extract<Audience, { readonly of: "agent" }>;

/** What becomes of each record; null: it is not to be seen. */
interface View {
  readonly call: (call: LiveCall) => LiveCall | null;
  readonly queue: (queue: QueueStatus) => QueueStatus | null;
  readonly agent: (agent: AgentStatus) => AgentStatus | null;
  readonly missed: (row: MissedCaller) => MissedCaller | null;
  /** Of a call or a row. */
  readonly id: (id: string) => string;
  /** Whether the number of a queue or a phone may be told. */
  readonly place: (number: string) => boolean;
  readonly partial: boolean;
}

const same = <T>(record: T): T => record;

const everything: View = {
  call: same,
  queue: same,
  agent: same,
  missed: same,
  id: same,
  place: () => true,
  partial: false,
};

function viewOf(audience: Audience, site: LensParts["site"], nameOf: LensParts["nameOf"]): View {
  const agent = site.worksCouncil ? withoutFigures : same;
  switch (audience.of) {
    case "whole":
      return site.worksCouncil ? { ...everything, agent: withoutFigures } : everything;
    case "agent":
      return agentView(audience, site.masking, agent, nameOf);
    case "screen":
      return screenView(boardOf(site, audience.board) ?? nothing, site.masking, nameOf);
  }
}

function agentView(
  audience: AgentAudience,
  masking: Masking,
  figures: (agent: AgentStatus) => AgentStatus,
  nameOf: LensParts["nameOf"],
): View {
  const id = (real: string) => (isPlainId(real) ? real : nameOf(real));
  const place = (number: string) => number === audience.extension || mayTell(number, masking);
  return {
    call: (call) => ({ ...(isOwnCall(call, audience) ? call : maskCall(call, masking)), id: id(call.id) }),
    queue: (queue) => (place(queue.queue) ? queue : null),
    agent(agent) {
      if (!place(agent.extension)) return null;
      const told = isOwnPhone(agent, audience) ? figures(agent) : withoutFigures(agent);
      return { ...told, callId: agent.callId && id(agent.callId) };
    },
    missed(row) {
      const told = isOwnRow(row, audience) ? row : maskMissed(row, masking);
      return {
        ...told,
        id: id(row.id),
        resolution: told.resolution && {
          ...told.resolution,
          callId: told.resolution.callId && id(told.resolution.callId),
        },
        callIds: row.callIds.map(id),
      };
    },
    id,
    place,
    partial: false,
  };
}

function screenView({ queues, agents }: BoardSpec, masking: Masking, nameOf: LensParts["nameOf"]): View {
  const ofAgents = (extensions: readonly string[]) =>
    agents !== null && extensions.some((extension) => agents.includes(extension));
  /** What is in no queue belongs to a board by the phones it is of. */
  const belongs = (queue: string | null, extensions: readonly string[]) =>
    queues === null || (queue === null ? ofAgents(extensions) : queues.includes(queue));
  const place = (number: string) => mayTell(number, masking);
  return {
    call(call) {
      const phones = call.agent === null ? call.ringing : [...call.ringing, call.agent];
      return belongs(call.queue, phones) ? { ...maskCall(call, masking), id: nameOf(call.id) } : null;
    },
    queue: (queue) => (place(queue.queue) && (queues === null || queues.includes(queue.queue)) ? queue : null),
    agent: (agent) =>
      place(agent.extension) && (agents === null || agents.includes(agent.extension))
        ? { ...withoutFigures(agent), callId: agent.callId && nameOf(agent.callId) }
        : null,
    missed: (row) => (belongs(row.queue, row.rang) ? unworked(maskMissed(row, masking), nameOf) : null),
    id: nameOf,
    place,
    partial: queues !== null,
  };
}

/** Of a board that is not there. */
const nothing: BoardSpec = { id: "", name: "", queues: [], agents: [] };

/** Nobody works off rows on a wall: who did what about them, and which calls they are of, is not for everybody's eyes. */
function unworked(row: MissedCaller, nameOf: LensParts["nameOf"]): MissedCaller {
  return {
    ...row,
    id: nameOf(row.id),
    claimedBy: null,
    claimedById: null,
    resolution: row.resolution && { ...row.resolution, by: null, callId: null },
    callIds: [],
    attempts: [],
    changes: 0,
    undoable: false,
  };
}

function mayTell(place: string, masking: Masking): boolean {
  return masking === "all" || !isOutside(place);
}

function withoutFigures(agent: AgentStatus): AgentStatus {
  return { ...agent, answered: null, ringNoAnswer: null, outbound: null, talkSeconds: null };
}

/**
 * A moment and a short running number, as phone systems number their calls: nothing fits in that a caller could be
 * known by. Told by the id alone, because a record must not change its id when more is known of its caller.
 */
function isPlainId(id: string): boolean {
  return /^\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d_\d{1,6}(?:@\d+)?$/.test(id);
}

function shown<T>(records: readonly T[], see: (record: T) => T | null): readonly T[] {
  return see === same ? records : records.map(see).filter((record) => record !== null);
}

function ordered<T>(records: readonly T[], compare: (a: T, b: T) => number, id: View["id"]): readonly T[] {
  return id === same ? records : records.toSorted(compare);
}

/** Those to be seen, and the keys of those that are not, which may have been until now. */
function parted<T>(
  records: readonly T[],
  see: (record: T) => T | null,
  keyOf: (record: T) => string,
): { readonly put: readonly T[]; readonly gone: readonly string[] } {
  if (see === same) return { put: records, gone: [] };
  const put: T[] = [];
  const gone: string[] = [];
  for (const record of records) {
    const told = see(record);
    if (told === null) gone.push(keyOf(record));
    else put.push(told);
  }
  return { put, gone };
}
