import { type BoardSpec, wholeBoard } from "#lib/board/site-settings.ts";
import { boardIdOf } from "#lib/screens/board-id.ts";

/**
 * Boards as a line: `Sales: 820 821; Support: 822`, each with its queues. The board of everything is always the first.
 * null: the text is none, or has a name twice.
 */
export function readBoards(text: string): readonly BoardSpec[] | null {
  const boards = [wholeBoard];
  for (const words of text.split(";").filter((one) => one.trim() !== "")) {
    const said = /^(?<name>[^:]+):(?<queues>[\d\s]+)$/.exec(words.trim())?.groups ?? {};
    const name = said["name"]?.trim() ?? "";
    const queues = (said["queues"] ?? "").split(/\s+/).filter((number) => number !== "");
    const isTaken = boards.some((board) => board.name.toLowerCase() === name.toLowerCase());
    if (name === "" || queues.length === 0 || isTaken) return null;
    const taken = boards.map(({ id }) => id);
    boards.push({ id: boardIdOf(name, taken), name, queues, agents: null });
  }
  return boards;
}
