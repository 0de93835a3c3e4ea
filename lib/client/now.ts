import { useSyncExternalStore } from "react";
import { afterTimeout } from "./after.ts";
import { type BoardLink, useBoardLink } from "./board-link.ts";
import { type Freshness, freshnessOf, nextFreshnessLimit } from "./freshness.ts";
import { browserNow } from "./steady-clock.ts";
import { createTicker, type Ticker } from "./ticker.ts";

/** The server's time, ms, as well as this browser knows it. */
export function serverNow(): number {
  return browserNow() + useBoardLink.getState().clockOffset;
}

const ticker = createTicker({
  now: serverNow,
  alsoAt: (now) => nextFreshnessLimit(useBoardLink.getState(), now),
  after: afterTimeout,
  onWake: (tick) => {
    const unsubscribe = useBoardLink.subscribe((link, before) => {
      if (link.clockOffset !== before.clockOffset) tick();
    });
    document.addEventListener("visibilitychange", tick);
    window.addEventListener("pageshow", tick);
    window.addEventListener("focus", tick);
    return () => {
      unsubscribe();
      document.removeEventListener("visibilitychange", tick);
      window.removeEventListener("pageshow", tick);
      window.removeEventListener("focus", tick);
    };
  },
});

/** Calls the listener once a second, as the time changes that everything on the page shows. */
export const everySecond: Ticker["subscribe"] = ticker.subscribe;

const unknown = () => null;

/** The server's time, ms, once a second; null until the page runs in a browser. May lie a second before the newest record. */
export function useNow(): number | null {
  return useSyncExternalStore(ticker.subscribe, ticker.now, unknown);
}

/** What the server's time, ms, comes to, once a second; null until the page runs in a browser. Renders when it changes. */
export function useAtNow(read: (now: number) => number | null): number | null {
  return useSyncExternalStore(ticker.subscribe, () => read(ticker.now()), unknown);
}

/** How old the figures are. Renders when the selected part of it changes: `useFreshness((f) => f.kind)`. */
export function useFreshness<Part extends string | number>(select: (freshness: Freshness) => Part): Part {
  return useLinkNow(
    (link, now) => select(freshnessOf(link, now)),
    () => select(beforeFirst),
  );
}

/**
 * What the link and the server's time, ms, come to. Renders when it changes, with the seconds or with a message.
 * @param before until the page runs in a browser
 */
export function useLinkNow<Part extends string | number | null>(
  read: (link: BoardLink, now: number) => Part,
  before: () => Part,
): Part {
  return useSyncExternalStore(subscribeToBoth, () => read(useBoardLink.getState(), ticker.now()), before);
}

/**
 * Shows what the link and the server's time, ms, come to, now and whenever it may have changed, without rendering.
 * Returns what ends it.
 */
export function followLinkNow(show: (link: BoardLink, now: number) => void): () => void {
  const look = () => show(useBoardLink.getState(), ticker.now());
  const stop = subscribeToBoth(look);
  look();
  return stop;
}

const beforeFirst: Freshness = { kind: "before-first", ageSeconds: 0 };

function subscribeToBoth(listener: () => void): () => void {
  const stopTicks = ticker.subscribe(listener);
  const stopMessages = useBoardLink.subscribe((link: BoardLink, before: BoardLink) => {
    if (link.lastMessageAt !== before.lastMessageAt || link.board !== before.board) listener();
  });
  return () => {
    stopTicks();
    stopMessages();
  };
}
