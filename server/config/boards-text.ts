import { type BoardSpec, wholeBoard } from "#lib/board/site-settings.ts";

/**
 * Boards as a line: `Sales: 820 821; Support: 822`, each with its queues. The board of everything is always the first.
 * null: the text is none, or has a name twice.
 */
export function readBoards(text: string): readonly BoardSpec[] | null {
  const boards = [wholeBoard];
  for (const words of text.split(";").filter((one) => one.trim() !== "")) {
    const { name = "", queues = "" } = /^(?<name>[^:]+):(?<queues>[\d\s]+)$/.exec(words.trim())?.groups ?? {};
    const id = idOf(name);
    const numbers = queues.split(/\s+/).filter((number) => number !== "");
    if (id === "" || numbers.length === 0 || boards.some((board) => board.id === id)) return null;
    boards.push({ id, name: name.trim(), queues: numbers, agents: null });
  }
  return boards;
}

function idOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z\d]+/g, " ")
    .trim()
    .replaceAll(" ", "-");
}
