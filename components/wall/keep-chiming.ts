import { figuresOf } from "#components/board/figures.ts";
import { useBoardLink } from "#lib/client/board-link.ts";
import { freshnessOf } from "#lib/client/freshness.ts";
import { everySecond, serverNow } from "#lib/client/now.ts";
import { silent, useSound } from "#lib/client/sound.ts";
import { isOpenNow } from "#lib/wall/open-now.ts";
import { type ChimeMemory, listen, nothingSounded } from "#lib/wall/when-to-sound.ts";
import { createChimePlayer } from "./chime-player.ts";

/** Lets the page sound when something becomes bad on the wall, until the answer is called. */
export function keepChiming(): () => void {
  const player = createChimePlayer((audible) => {
    useSound.setState({ state: audible ? "on" : "blocked", play: () => player.play("critical") });
  });
  let memory: ChimeMemory | null = null;
  const stopLooking = everySecond(() => {
    const link = useBoardLink.getState();
    const now = serverNow();
    if (link.board === null || link.site === null || figuresOf(freshnessOf(link, now).kind) !== "running") return;
    const { calls, missed, timeZone } = link.board;
    const { limits, hours } = link.site;
    // What is bad as somebody begins to look does not become so.
    const quiet = memory === null || !isOpenNow(hours, now, timeZone);
    const limit = { watch: limits.watchAfter, critical: limits.alarmAfter };
    const heard = listen(memory ?? nothingSounded, { calls, missed, limit, now, quiet });
    memory = heard.memory;
    if (heard.sound !== null) player.play(heard.sound);
  });
  return () => {
    stopLooking();
    player.close();
    useSound.setState(silent);
  };
}
