import { useBoardLink } from "#lib/client/board-link.ts";
import { everySecond, serverNow } from "#lib/client/now.ts";
import { silent, useSound } from "#lib/client/sound.ts";
import { createChimePlayer } from "./chime-player.ts";
import { hear, type WallMemory } from "./hear.ts";

/** Lets the page sound when something becomes bad on the wall, until the answer is called. */
export function keepChiming(): () => void {
  const player = createChimePlayer((audible) => {
    useSound.setState({ state: audible ? "on" : "blocked", play: () => player.play("critical") });
  });
  let memory: WallMemory = null;
  const stopLooking = everySecond(() => {
    const heard = hear(memory, useBoardLink.getState(), serverNow());
    memory = heard.memory;
    if (heard.sound !== null) player.play(heard.sound);
  });
  return () => {
    stopLooking();
    player.close();
    useSound.setState(silent);
  };
}
