import { viewBoard } from "#lib/board/view-board.ts";
import { createPastBoardsOf } from "#server/past/past-boards.ts";
import {
  ghosts,
  lost,
  misplaced,
  type ShownBoard,
  untold,
  wrongBoard,
  wrongHistory,
  wrongPast,
  wrongScreen,
} from "./checks.ts";
import type { Reference } from "./reference.ts";
import type { ServerProcess } from "./server-process.ts";
import type { World } from "./world.ts";

/** ms that history may take to answer. */
const PATIENCE = 60_000;

/** Looks at everything, in a moment in which nothing is broken and all that was told has come through. */
export async function checkWorld(world: World, reference: Reference): Promise<void> {
  const { time, trace, ledger, home, machines, screens, wrong } = world;
  reference.follow(home.entries);
  wrong.push(...misplaced(home.entries), ...lost(home.entries, ledger));
  for (const { name, server } of machines) {
    const running = server();
    if (running?.welcomes() !== true) {
      wrong.push(`no server welcomes anybody on ${name}`);
      continue;
    }
    wrong.push(...wrongBoard(running, reference.board(running.projector.state().now)));
    const history = wrongHistory(running.life.name, running.history, reference.history(running.now()));
    wrong.push(...(await time.runFor(history, PATIENCE).catch((cause: unknown) => [unanswered(running, cause)])));
  }
  for (const screen of screens.all()) wrong.push(...wrongScreen(screen));
  trace.note(`looked at ${home.entries.length} entries: ${wrong.length} wrong`);
}

function unanswered({ life }: ServerProcess, cause: unknown): string {
  return `${life.name}: history does not answer: ${cause instanceof Error ? cause.message : String(cause)}`;
}

/** One server's: where there are several, another may still stamp what is earlier than what one of them shows. */
export function shownIn({ machines: [only, ...others] }: World): ShownBoard | null {
  const server = only?.server() ?? null;
  if (server === null || others.length > 0) return null;
  const state = server.projector.state();
  return { at: state.now, board: viewBoard(state) };
}

export function wrongPastIn({ settings, home, log }: World, shown: ShownBoard): Promise<string[]> {
  const read = async (after: number, limit: number) =>
    home.entries.slice(after, after + limit).map(({ entry }) => entry);
  return wrongPast(shown, createPastBoardsOf({ read }, settings, log));
}

/** By the clock of each server, which may be slow, or set. */
export function ghostsIn({ machines }: World, reference: Reference): string[] {
  return machines.flatMap(({ server }) => ghosts(reference.board(server()?.now() ?? 0)));
}

export function untoldIn({ time, ledger }: World, reference: Reference): Promise<string[]> {
  return untold(reference.history(time.now()), ledger);
}
