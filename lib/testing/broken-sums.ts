import type { QueueStatus, WholeBoard } from "#lib/board/board.ts";
import type { BoardState } from "#lib/board/board-state.ts";
import { viewBoard } from "#lib/board/view-board.ts";

/** Every figure of a board that does not add up, a line each: of the day, of each queue and of each agent. */
export function brokenSums(state: BoardState): string[] {
  const board = viewBoard(state);
  const open = openOf(state);
  const { inbound, answered, missed, abandonedInIvr, unknown } = board.today;
  return [
    ...unless(inbound === answered + missed + abandonedInIvr + unknown + open.calls, "today", board.today),
    ...board.queues.flatMap((queue) => [
      ...brokenPassages(queue, open.passages.get(queue.queue) ?? 0),
      ...brokenLiveFigures(board, queue),
    ]),
    ...brokenAgents(board),
  ];
}

/** Today's calls nobody has answered, and passages nobody has left, counted from the calls themselves. */
function openOf(state: BoardState): { readonly calls: number; readonly passages: ReadonlyMap<string, number> } {
  const tallies = [...state.calls.values()]
    .flatMap((entry) => entry.shares.tallies)
    .filter((tally) => tally.at >= state.day.start);
  const passages = new Map<string, number>();
  for (const tally of tallies) {
    if (tally.of !== "passage" || tally.outcome !== "open") continue;
    passages.set(tally.queue, (passages.get(tally.queue) ?? 0) + 1);
  }
  return { calls: tallies.filter((tally) => tally.of === "inbound" && tally.outcome === "open").length, passages };
}

function brokenPassages(queue: QueueStatus, there: number): string[] {
  const { offered, answered, missed, overflowed, unknown, serviceLevel } = queue;
  const holds =
    offered === answered + missed + overflowed + unknown + there &&
    Math.min(offered, answered, missed, overflowed, unknown) >= 0 &&
    (serviceLevel ?? 0) <= 1;
  return unless(holds, `queue ${queue.queue}, ${there} there`, queue);
}

function brokenLiveFigures({ calls }: WholeBoard, queue: QueueStatus): string[] {
  const here = calls.filter((call) => call.queue === queue.queue && !call.uncertain);
  const waiting = here.filter((call) => call.state === "queued" || call.state === "ringing");
  const talking = here.filter((call) => call.state === "answered" || call.state === "transferred");
  const holds =
    queue.waiting === waiting.length &&
    queue.ringing === waiting.filter((call) => call.ringing.length > 0).length &&
    queue.talking === talking.length &&
    queue.longestWaitSince === (waiting.map((call) => call.waitingSince).sort()[0] ?? null);
  return unless(holds, `queue ${queue.queue} now`, queue);
}

function brokenAgents({ agents, calls }: WholeBoard): string[] {
  const live = new Set(calls.map((call) => call.id));
  return agents.flatMap((agent) => {
    const figures = [agent.talkSeconds, agent.ringNoAnswer, agent.answered, agent.outbound];
    const holds =
      (agent.callId === null || live.has(agent.callId)) && Math.min(...figures.map((figure) => figure ?? -1)) >= 0;
    return unless(holds, `agent ${agent.extension}`, agent);
  });
}

function unless(holds: boolean, what: string, figures: object): string[] {
  return holds ? [] : [`${what}: ${JSON.stringify(figures)}`];
}
