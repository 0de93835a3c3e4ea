import type { LiveScreen } from "./live-screen.ts";

/** Looks again and again whether what screens show is as fresh as they say. */
export interface HonestyWatch {
  /** What was found, a sentence for each screen. */
  stop(): readonly string[];
}

/** ms by which a screen may take its figures for younger than they are: what is late is known by the next heartbeat. */
const SLACK = 1_500;

/** ms: older figures are said to be old, and may be as old as they are. */
const LIVE = 5_000;

/** ms between two looks. */
const PAUSE = 50;

/** @param truth the position of the journal up to which there is something to show now */
export function watchHonesty(
  truth: () => number,
  screens: readonly { readonly name: string; readonly screen: LiveScreen }[],
): HonestyWatch {
  const past: { readonly at: number; readonly rev: number }[] = [];
  const worst = new Map<string, number>();

  /** ms since that was all there was. */
  const ageOf = (rev: number, now: number) => {
    const newer = past.find((moment) => moment.rev > rev);
    return newer === undefined ? 0 : now - newer.at;
  };
  const look = () => {
    const now = performance.now();
    past.push({ at: now, rev: truth() });
    for (const { name, screen } of screens) {
      const { board, lastMessageAt } = screen.known();
      if (!board || lastMessageAt === undefined || lastMessageAt === null) continue;
      const claimed = now - lastMessageAt;
      if (claimed >= LIVE) continue;
      const wrongBy = ageOf(board.rev, now) - claimed;
      if (wrongBy > Math.max(SLACK, worst.get(name) ?? 0)) worst.set(name, wrongBy);
    }
  };
  const timer = setInterval(look, PAUSE);
  return {
    stop() {
      clearInterval(timer);
      return [...worst].map(
        ([name, ms]) => `${name} took its figures for ${Math.round(ms)} ms younger than they were.`,
      );
    },
  };
}
