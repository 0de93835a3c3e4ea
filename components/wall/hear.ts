import { figuresOf } from "#components/board/figures.ts";
import type { BoardLink } from "#lib/client/board-link.ts";
import { freshnessOf } from "#lib/client/freshness.ts";
import { isOpenNow } from "#lib/wall/open-now.ts";
import { type Chime, type ChimeMemory, listen, nothingSounded } from "#lib/wall/when-to-sound.ts";

/** null: it has not looked yet. */
export type WallMemory = ChimeMemory | null;

/**
 * What the wall sounds now, by all it knows; nothing while its figures are old.
 * @param now the server's time, ms
 */
export function hear(
  memory: WallMemory,
  link: BoardLink,
  now: number,
): { readonly memory: WallMemory; readonly sound: Chime | null } {
  const { board, site } = link;
  if (board === null || site === null || figuresOf(freshnessOf(link, now).kind) !== "running") {
    return { memory, sound: null };
  }
  const { calls, missed, timeZone } = board;
  const limit = { watch: site.limits.watchAfter, critical: site.limits.alarmAfter };
  // What is bad as somebody begins to look does not become so.
  const quiet = memory === null || !isOpenNow(site.hours, now, timeZone);
  return listen(memory ?? nothingSounded, { calls, missed, limit, now, quiet });
}
