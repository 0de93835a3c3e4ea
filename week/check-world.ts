import { ghosts, lost, misplaced, untold, wrongBoard, wrongHistory, wrongScreen } from "./checks.ts";
import type { Reference } from "./reference.ts";
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
    wrong.push(...(await time.runFor(history, PATIENCE)));
  }
  for (const screen of screens.all()) wrong.push(...wrongScreen(screen));
  trace.note(`looked at ${home.entries.length} entries: ${wrong.length} wrong`);
}

/** By the clock of each server, which may be slow, or set. */
export function ghostsIn({ machines }: World, reference: Reference): string[] {
  return machines.flatMap(({ server }) => ghosts(reference.board(server()?.now() ?? 0)));
}

export function untoldIn({ time, ledger }: World, reference: Reference): Promise<string[]> {
  return untold(reference.history(time.now()), ledger);
}
