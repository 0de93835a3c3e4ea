import { create } from "zustand";
import { type After, afterTimeout } from "./after.ts";
import { browserNow } from "./steady-clock.ts";

/** What those who hear the page are told. `id` tells one message from the next that has the same words. */
export interface Announcement {
  readonly id: number;
  readonly text: string;
}

/** `answer`: what came of one's own action, at once; `summary`: what happens by itself, at most one in ten seconds. */
export type AnnouncementKind = "answer" | "summary";

export type Announce = (text: string, kind?: AnnouncementKind) => void;

/** ms between two summaries. */
const pause = 10_000;

/** A summary that comes too early waits, and gives way to one that comes after it. */
export function createAnnouncer(parts: {
  readonly say: (text: string) => void;
  readonly now: () => number;
  readonly after: After;
}): Announce {
  let saidAt = Number.NEGATIVE_INFINITY;
  let waiting: string | null = null;
  const speak = (text: string) => {
    saidAt = parts.now();
    parts.say(text);
  };
  const speakWaiting = () => {
    const text = waiting;
    waiting = null;
    if (text !== null) speak(text);
  };
  return (text, kind = "answer") => {
    if (kind === "answer") return parts.say(text);
    if (waiting !== null) {
      waiting = text;
      return;
    }
    const early = saidAt + pause - parts.now();
    if (early <= 0) return speak(text);
    waiting = text;
    parts.after(early, speakWaiting);
  };
}

export const useAnnouncement = create<Announcement>()(() => ({ id: 0, text: "" }));

export const announce: Announce = createAnnouncer({
  say: (text) => useAnnouncement.setState(({ id }) => ({ id: id + 1, text })),
  now: browserNow,
  after: afterTimeout,
});
