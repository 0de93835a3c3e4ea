import { create } from "zustand";
import type { ScreenStatus } from "#lib/screens/screen-status.ts";

/** What this page may sound. What plays it writes it, and is there only where a sound is wanted. */
export interface PageSound {
  /** As the browser has it. */
  readonly state: ScreenStatus["sound"];
  /** Plays what the volume is set by; null: there is nothing to play with. */
  readonly playTone: (() => void) | null;
}

export const useSound = create<PageSound>()(() => silent);

export const silent: PageSound = { state: "off", playTone: null };
