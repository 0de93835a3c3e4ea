import { create } from "zustand";
import type { ScreenStatus } from "#lib/screens/screen-status.ts";

/** What this page may sound. What plays it writes it, and is there only where a sound is wanted. */
export interface PageSound {
  /** As the browser has it. */
  readonly state: ScreenStatus["sound"];
  /** Plays what the volume is set by; null: there is nothing to play with. */
  readonly play: (() => void) | null;
}

export const silent: PageSound = { state: "off", play: null };

export const useSound = create<PageSound>()(() => silent);

/** Plays what the volume is set by, as soon as there is something to play with. */
export function playTone(): void {
  const { play } = useSound.getState();
  if (play === null) playOnceReady();
  else play();
}

function playOnceReady(): void {
  const stop = useSound.subscribe(({ play }) => {
    if (play === null) return;
    stop();
    play();
  });
}
