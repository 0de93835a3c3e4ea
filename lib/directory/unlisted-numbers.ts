import type { Board } from "#lib/board/board.ts";

type Seen = Pick<Board, "calls" | "queues" | "agents">;

/** Numbers that the board shows and the directory does not have yet, in order: as long as there are any, it is old. */
export function unlistedNumbers(board: Seen, listed: ReadonlySet<string>): readonly string[] {
  const seen = new Set([
    ...board.queues.map(({ queue }) => queue),
    ...board.agents.map(({ extension }) => extension),
    ...board.calls.flatMap(({ ivr, queue, agent, ringing }) => [ivr, queue, agent, ...ringing]),
  ]);
  return [...seen]
    .filter((number) => number !== null)
    .filter((number) => !listed.has(number))
    .sort();
}
