import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState, CallEntry } from "#lib/board/board-state.ts";
import { advance, emptyBoard, foldEntry } from "#lib/board/fold.ts";
import { viewBoard } from "#lib/board/view-board.ts";
import { callRecord } from "#lib/call/call-record.ts";
import type { DaySeen } from "./day-seen.ts";
import type { RandomDay } from "./random-day.ts";

/** The board's answers to what the second reading is asked, at each of a day's moments. */
export function* boardDays({ sent, startAt, timeZone, moments }: RandomDay): Generator<[number, DaySeen]> {
  let state = emptyBoard({ ...defaultSettings, timeZone }, startAt);
  const gone = new Map<string, CallEntry>();
  const keep = () => {
    for (const entry of state.forgotten) gone.set(entry.key, entry);
  };
  let next = 0;
  for (const now of moments) {
    for (; next < sent.length && (sent[next]?.at ?? 0) <= now; next += 1) {
      const { at, delivery } = sent[next] as (typeof sent)[number];
      state = foldEntry(state, { seq: next + 1, at, delivery });
      keep();
    }
    state = advance(state, now);
    keep();
    yield [now, daySeen(state, [...gone.values()])];
  }
}

function daySeen(state: BoardState, gone: readonly CallEntry[]): DaySeen {
  const { today, calls, queues, agents, missed } = viewBoard(state);
  const kept = [...state.calls.values(), ...gone];
  return {
    calls: new Map(
      calls.map(({ id, direction, state: is, uncertain, caller, queue, ringing, agent }) => [
        id,
        { id, direction, state: is, uncertain, caller, queue, ringing, agent },
      ]),
    ),
    queues: new Map(
      queues.map(({ queue, name: _, ringing: __, longestWaitSince, ...sums }) => [
        queue,
        { ...sums, longestWaitSince: longestWaitSince === null ? null : Date.parse(longestWaitSince) },
      ]),
    ),
    agents: new Map(
      agents.map(({ extension, state: is, answered, ringNoAnswer, outbound, talkSeconds }) => [
        extension,
        {
          state: is,
          ...{ answered: answered ?? -1, ringNoAnswer: ringNoAnswer ?? -1, outbound: outbound ?? -1 },
          talkSeconds: talkSeconds ?? -1,
        },
      ]),
    ),
    today,
    toReturn: new Map(
      missed
        .filter(({ caller, status }) => status !== "resolved" && /\d/.test(caller))
        .map(({ caller, count }) => [caller.replace(/\D/g, "").slice(-9), count]),
    ),
    records: new Map(
      kept.flatMap(({ view }) => {
        if (view === null || view.part.phase === "live") return [];
        const { id, state: is, lostIn, waitSeconds, legs, queues: in_, rang } = callRecord(view);
        const talks = legs.map(({ agent, talkSeconds }) => ({ agent, talkSeconds }));
        return [[id, { state: is, lostIn, waitSeconds, legs: talks, queues: in_, rang }]];
      }),
    ),
  };
}
