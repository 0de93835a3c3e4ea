import { hash } from "node:crypto";
import type { Board } from "#lib/board/board.ts";
import { afterTimeout } from "#lib/client/after.ts";
import type { BoardLink } from "#lib/client/board-link.ts";
import { keepConnected } from "#lib/client/connection.ts";
import { createDial, type Dial } from "#lib/client/line.ts";

/** A screen: the very client that pages run, and all that it ever showed. */
export interface LiveScreen {
  /** As a page would know it now. */
  known(): Partial<BoardLink>;
  /** What its boards said, each once. */
  readonly shown: ReadonlySet<string>;
  /** Lines that it lost. */
  losses(): number;
  /** How often an older board followed a newer one. */
  setBacks(): number;
  /** Resolves when it knows what `reached` asks for; false when it does not in `patience` ms. */
  until(reached: (known: Partial<BoardLink>) => boolean, patience: number): Promise<boolean>;
  close(): void;
}

/** @param parts.distort stands between the line and the client */
export function openLiveScreen(parts: { url: string; random(): number; distort?: (dial: Dial) => Dial }): LiveScreen {
  const { url, random, distort = (dial) => dial } = parts;
  const shown = new Set<string>();
  const waiting = new Set<() => void>();
  let known: Partial<BoardLink> = {};
  let setBacks = 0;
  let losses = 0;

  const hangUp = keepConnected({
    dial: distort(createDial({ url, headers: { origin: url } })),
    update(change) {
      if (change.board) {
        if (change.board.rev < (known.board?.rev ?? 0)) setBacks += 1;
        if (change.board !== known.board) shown.add(sayingOf(change.board));
      }
      if (change.phase === "disconnected" && known.phase === "connected") losses += 1;
      known = { ...known, ...change };
      for (const look of waiting) look();
    },
    heard: () => undefined,
    dismissed: () => undefined,
    now: () => performance.now(),
    random,
    after: afterTimeout,
  });

  return {
    known: () => known,
    shown,
    losses: () => losses,
    setBacks: () => setBacks,
    until(reached, patience) {
      if (reached(known)) return Promise.resolve(true);
      return new Promise((resolve) => {
        const end = (answer: boolean) => {
          waiting.delete(look);
          clearTimeout(timer);
          resolve(answer);
        };
        const look = () => {
          if (reached(known)) end(true);
        };
        const timer = setTimeout(end, patience, false);
        waiting.add(look);
      });
    },
    close: hangUp,
  };
}

/** What a board says, in short; at which instant it was last said is the one thing that screens need not share. */
export function sayingOf({ at: _, ...board }: Board): string {
  return hash("sha1", JSON.stringify(board));
}
