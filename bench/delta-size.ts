import { createServer } from "node:http";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { emptyBoard } from "#lib/board/fold.ts";
import { openGatekeeper } from "#server/access/gatekeeper.ts";
import { systemClock } from "#server/clock.ts";
import { anyHost } from "#server/http/known-hosts.ts";
import { createLogger } from "#server/log.ts";
import { createRealtime } from "#server/realtime/realtime.ts";
import type { Finding } from "./comparison.ts";
import { foldTold } from "./fold-told.ts";
import { liveCalls } from "./live-calls.ts";
import type { Plan } from "./rounds.ts";
import { openWireTap } from "./screens/wire-tap.ts";
import { listenOnLoopback } from "./servers/answer-parent.ts";
import { quantile } from "./spread.ts";
import { type Told, tellTraffic } from "./traffic.ts";

/** An office so busy that it has that many calls within minutes: later, the day's missed callers outweigh them. */
const centre = { queues: 12, agents: 400, callsPerHour: 6000 };
const calls = 200;
const fullEvents = 400;
const startAt = Date.parse("2026-03-02T08:00:00Z");

/** P-6: how much smaller what one event changes is than the whole board, in bytes on the wire. */
export async function measureDeltaSize(plan: Plan): Promise<Finding> {
  const traffic = tellTraffic(centre, startAt);
  const board = createBoard(openUntilBusy(traffic));
  const httpServer = createServer();
  const realtime = createRealtime({
    httpServer,
    projector: board,
    clock: systemClock,
    gatekeeper: openGatekeeper,
    presence: null,
    arrivals: null,
    servedBy: { sample: false, build: "none" },
    allowedOrigins: new Set(),
    isKnownHost: anyHost,
    log: createLogger("silent"),
  });
  const tap = await openWireTap(new URL(await listenOnLoopback(httpServer)));
  try {
    plan.say("P-6, size of a delta");
    const snapshot = await tap.next("snapshot");
    const deltas: number[] = [];
    while (deltas.length < fullEvents * plan.load) {
      board.tell(traffic.next().value);
      deltas.push(await tap.next("delta"));
    }
    return finding(snapshot, deltas);
  } finally {
    tap.close();
    await realtime.close();
    httpServer.close();
  }
}

function openUntilBusy(traffic: Iterator<Told, never>): BoardState {
  let state = emptyBoard(defaultSettings, startAt);
  while (liveCalls(state) < calls) state = foldTold(state, traffic.next().value);
  return state;
}

/** A board in the traffic's own time: what a call looks like depends on how long it has been going on. */
function createBoard(start: BoardState) {
  const listeners = new Set<() => void>();
  let state = start;
  return {
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell(told: Told) {
      state = foldTold(state, told);
      for (const listener of listeners) listener();
    },
  };
}

function finding(snapshot: number, deltas: readonly number[]): Finding {
  const share = (part: number) => Math.round(quantile(deltas, part)).toLocaleString("en");
  return {
    comparisons: [
      {
        goal: "P-6",
        what: `delta of an event, to the snapshot at ${calls} live calls`,
        unit: "bytes",
        rounds: [{ floor: snapshot, ours: quantile(deltas, 0.5) }],
        bound: { on: "ratio", is: "at most", limit: 0.01 },
        calm: null,
      },
    ],
    notes: [
      `P-6: of ${deltas.length} deltas the smallest has ${share(0)} B, nine of ten up to ${share(0.9)} B, the largest ${share(1)} B.`,
    ],
  };
}
