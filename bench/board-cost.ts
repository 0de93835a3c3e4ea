import { defaultSettings } from "#lib/board/board-settings.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { compareBoards } from "#lib/board/compare-boards.ts";
import { emptyBoard } from "#lib/board/fold.ts";
import type { Bound, Finding, Round } from "./comparison.ts";
import { foldTold } from "./fold-told.ts";
import { liveCalls } from "./live-calls.ts";
import { type Plan, takeTurns } from "./rounds.ts";
import { standingAgents, standingCalls } from "./standing-calls.ts";
import { type Told, tellTraffic } from "./traffic.ts";

/** An office with about ten calls at a time. */
const centre = { queues: 6, agents: 12, callsPerHour: 120 };
const few = 10;
const many = 10_000;
const manyQueues = 1000;
const minute = 60_000;
/** The office opens; the standing calls begin to come in; it is watched from here, and to here: none of them ages. */
const opening = Date.parse("2026-03-02T08:00:00Z");
const flood = opening + 180 * minute;
const start = opening + 185 * minute;
const end = opening + 235 * minute;
/** Times the watched minutes are folded in one sample, and their bodies parsed: enough for the CPU's clock. */
const folds = 20;
const parses = 600;

const flat: Bound = { on: "ratio", is: "at most", limit: 1.2 };

const opened = emptyBoard({ ...defaultSettings, directory: standingAgents(many) }, opening);

/** P-4: what folding one event costs, and telling what changed; and whether it matters how many calls there are. */
export async function measureBoardCost(plan: Plan): Promise<Finding> {
  const { past, window } = watch();
  const usual = foldAll(opened, past);
  const queues = [...usual.queues.keys()];
  const busyWith = (calls: number, among: readonly string[]) => {
    const standing = standingCalls(calls - liveCalls(usual), { queues: among, since: flood, until: start });
    return foldAll(
      opened,
      [...past, ...standing].sort((a, b) => a.at - b.at),
    );
  };
  const sparse = busyWith(few, queues);
  const dense = busyWith(many, queues);
  const inOne = busyWith(many, queues.slice(0, 1));
  const inMany = busyWith(many, [...queues, ...otherQueues(manyQueues - queues.length)]);
  const bodies = window.map(({ delivery }) => delivery.body ?? "");
  const sample = (times: number, work: () => void) => cpuPerEvent(work, Math.ceil(times * plan.load), window.length);
  const turns = await takeTurns(plan, "P-4, cost of an event", async () => ({
    parse: sample(parses, () => parseAll(bodies)),
    few: sample(folds, () => foldAll(sparse, window)),
    many: sample(folds, () => foldAll(dense, window)),
    inOne: sample(folds, () => foldAll(inOne, window)),
    inMany: sample(folds, () => foldAll(inMany, window)),
  }));
  return finding(turns);
}

/** Far above the numbers of the simulated office. */
function otherQueues(count: number): readonly string[] {
  return Array.from({ length: count }, (_, queue) => `${400_000 + queue}`);
}

/** The deliveries of the office before it is watched, and while it is. */
function watch(): { readonly past: readonly Told[]; readonly window: readonly Told[] } {
  const told: Told[] = [];
  for (const one of tellTraffic(centre, opening)) {
    if (one.at >= end) break;
    told.push(one);
  }
  return { past: told.filter(({ at }) => at < start), window: told.filter(({ at }) => at >= start) };
}

/** Folds as the projector does, and compares as the publisher does, after every event. */
function foldAll(from: BoardState, told: readonly Told[]): BoardState {
  let state = from;
  for (const one of told) {
    const next = foldTold(state, one);
    compareBoards(state, next);
    state = next;
  }
  return state;
}

function parseAll(bodies: readonly string[]): void {
  for (const body of bodies) JSON.parse(body);
}

/** µs on this thread, which other programs on the machine do not count towards. */
function cpuPerEvent(work: () => void, times: number, events: number): number {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / (times * events);
}

interface Turn {
  readonly parse: number;
  readonly few: number;
  readonly many: number;
  readonly inOne: number;
  readonly inMany: number;
}

function finding(turns: readonly Turn[]): Finding {
  const rounds = (floor: keyof Turn, ours: keyof Turn): readonly Round[] =>
    turns.map((turn) => ({ floor: turn[floor], ours: turn[ours] }));
  const same = { goal: "P-4", unit: "µs", calm: 1.3 } as const;
  const calls = (count: number) => `${count.toLocaleString("en")} live calls`;
  return {
    comparisons: [
      {
        ...same,
        what: `fold and delta of an event, ${calls(few)}, to JSON.parse`,
        rounds: rounds("parse", "few"),
        bound: { on: "ours", is: "at most", limit: 20 },
      },
      {
        ...same,
        what: `the same with ${calls(many)}, to ${few}`,
        rounds: rounds("few", "many"),
        bound: flat,
      },
      {
        ...same,
        what: `the same in ${manyQueues.toLocaleString("en")} queues, to in one`,
        rounds: rounds("inOne", "inMany"),
        bound: flat,
      },
    ],
    notes: ["P-4 counts CPU time of the thread that folds, without the garbage collector's own threads."],
  };
}
