import { type After, afterTimeout } from "./after.ts";
import { type BoardLink, useBoardLink } from "./board-link.ts";
import { serverNow } from "./now.ts";
import { browserNow } from "./steady-clock.ts";

export interface RenewalParts {
  readonly link: () => Pick<BoardLink, "board" | "lastMessageAt" | "openedAt">;
  /** ms on this browser's clock. */
  readonly now: () => number;
  /** ms on the server's clock. */
  readonly serverNow: () => number;
  /** Whether a page that is loaded now would be served. */
  readonly isServed: () => Promise<boolean>;
  readonly reload: () => void;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly after: After;
}

/** ms until the first look, which learns in which night the page was loaded, and between two. */
const firstLook = 1_000;
const lookInterval = 10_000;
/** ms that a live figure is old at most. */
const live = 5_000;
/** ms of silence after which the page itself may be what is broken. */
const silence = 5 * 60_000;
/** Local hour of the night, after which a page that was loaded before is loaded anew, and ms over which screens scatter. */
const nightHour = 4;
const scatter = 10 * 60_000;

/**
 * Heals what nobody is there to heal (screens 2.11): loads the page anew every night, whatever the day has left in it,
 * and where nothing came for minutes though the server is there. Never into the void: a page that the server does not
 * serve would be a browser's error until somebody comes. Goes on until the answer is called.
 */
export function keepRenewed(parts: RenewalParts): () => void {
  let loadedIn: string | null = null;
  let dueAt: number | null = null;
  let cancel: (() => void) | null = null;

  const isDue = (): boolean => {
    const { board, lastMessageAt, openedAt } = parts.link();
    const age = parts.now() - (lastMessageAt ?? openedAt ?? parts.now());
    if (board === null || age > live) return age > silence;
    const nightOf = nights(board.timeZone);
    loadedIn ??= nightOf(parts.serverNow() - parts.now() + (openedAt ?? parts.now()));
    if (nightOf(parts.serverNow()) === loadedIn) return false;
    dueAt ??= parts.now() + scatter * parts.random();
    return parts.now() >= dueAt;
  };
  const look = async () => {
    if (isDue() && (await parts.isServed().catch(() => false))) parts.reload();
    else if (cancel !== null) lookLater(lookInterval);
  };
  const lookLater = (ms: number) => {
    cancel = parts.after(ms, () => void look());
  };
  lookLater(firstLook);
  return () => {
    cancel?.();
    cancel = null;
  };
}

/** Tells the date of the day that began at the night's hour. @param timeZone IANA name */
function nights(timeZone: string): (at: number) => string {
  if (known?.timeZone !== timeZone) known = { timeZone, calendar: new Intl.DateTimeFormat("en-GB", { timeZone }) };
  const { calendar } = known;
  return (at) => calendar.format(at - nightHour * 3_600_000);
}

/** Kept: there is one time zone, and to make a calendar takes longer than to read it. */
let known: { readonly timeZone: string; readonly calendar: Intl.DateTimeFormat } | null = null;

/** The same of this page. */
export function keepPageRenewed(): () => void {
  return keepRenewed({
    link: useBoardLink.getState,
    now: browserNow,
    serverNow,
    isServed: async () => (await fetch("/api/health", { cache: "no-store" })).ok,
    reload: () => window.location.reload(),
    random: Math.random,
    after: afterTimeout,
  });
}
