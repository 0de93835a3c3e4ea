import { type BoardLink, useBoardLink } from "#lib/client/board-link.ts";
import { freshnessOf } from "#lib/client/freshness.ts";
import { useFreshness, useLinkNow } from "#lib/client/now.ts";
import { secondsBetween } from "#lib/display/duration.ts";
import { type Figures, figuresOf } from "./figures.ts";

/** Renders when the answer changes, not with every second. */
export function useFigures(): Figures {
  const kind = useFreshness((freshness) => freshness.kind);
  return figuresOf(kind);
}

/**
 * The instant the figures are true for, the server's ms: now while they are fresh, the last message while they are
 * stale (a timer that ran on would claim that the caller still waits), null when they are gone.
 */
export function useBoardNow(): number | null {
  return useLinkNow(trueAt, () => null);
}

/**
 * Whole seconds since an instant of the board (ISO 8601); null where the figures are gone or there is no instant. One
 * look a second and a message, whatever it depends on: there may be hundreds of it on a page.
 */
export function useSeconds(since: string | null): number | null {
  return useLinkNow(
    (link, now) => secondsAt(since, link, now),
    () => null,
  );
}

/** The same, as the link and the server's time, ms, have it. */
export function secondsAt(since: string | null, link: BoardLink, now: number): number | null {
  return secondsBetween(since, trueAt(link, now));
}

/** The instant that the figures are true for, as `useBoardNow` has it. */
function trueAt(link: BoardLink, now: number): number | null {
  switch (figuresOf(freshnessOf(link, now).kind)) {
    case "running":
      return now;
    case "frozen":
      return link.lastMessageAt === null ? null : link.lastMessageAt + link.clockOffset;
    case "gone":
      return null;
  }
}

/** When the last message came, the server's ms; followed only while the figures stand still, and null otherwise. */
export function useLastMessage(figures: Figures): number | null {
  return useBoardLink((link) => {
    if (figures === "running" || link.lastMessageAt === null) return null;
    return link.lastMessageAt + link.clockOffset;
  });
}
