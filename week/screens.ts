import type { Audience } from "#lib/access/audience.ts";
import type { Dial } from "#lib/client/line.ts";
import { chance, pick, type Random } from "#lib/simulator/random.ts";
import type { Ledger } from "./ledger.ts";
import type { End } from "./runs.ts";
import { openScreen, type ScreenVisit, type Shown } from "./screen-visit.ts";
import type { ServerProcess } from "./server-process.ts";
import type { SimulatedTime } from "./simulated-time.ts";

/** The screens that are open now: they come and go. */
export interface Screens {
  all(): readonly ScreenVisit[];
  /** One more is opened, for so long. */
  open(ms: number): void;
  serverGone(process: ServerProcess, how: End): void;
}

interface ScreensParts {
  readonly time: SimulatedTime;
  /** A row of draws for the screen of that number. */
  readonly randomOf: (number: number) => Random;
  readonly ledger: Ledger;
  readonly wrong: string[];
  place(): ServerProcess | null;
  distort(dial: Dial): Dial;
}

const audiences: readonly Audience[] = [
  { of: "whole" },
  { of: "whole" },
  { of: "screen", board: "all" },
  { of: "agent", extension: "101", accountId: "a" },
  { of: "agent", extension: "102", accountId: "b" },
];

/**
 * ms: figures pass for live for 5 s after the last message, which may have been on its way for 3 s from a server that did
 * not know for another 3 s that it had lost the others.
 */
const DUE_AFTER = 15_000;

export function createScreens(parts: ScreensParts): Screens {
  const { time, randomOf, ledger, wrong, place, distort } = parts;
  const screens = new Set<ScreenVisit>();
  let opened = 0;

  /** what passes for live holds all that was acknowledged a while ago. */
  function claims({ board }: Shown): void {
    const due = ledger.acknowledged.findLast(({ at }) => at < time.now() - DUE_AFTER)?.rev ?? 0;
    if (board !== null && board.rev < due) wrong.push(`a screen passes ${board.rev} for live, and ${due} is due`);
  }

  return {
    all: () => [...screens],
    open(ms) {
      opened += 1;
      const random = randomOf(opened);
      const audience = pick(random, audiences) ?? { of: "whole" };
      const screen = openScreen({ time, random, audience, place, claims, distort });
      // Some networks are never good, until all is healed.
      if (chance(random, 0.4)) screen.link.become("open", { lost: 0.05, doubled: 0.05, delay: 150 });
      screens.add(screen);
      time.after(ms, () => {
        screens.delete(screen);
        screen.close();
      });
    },
    serverGone(process, how) {
      for (const screen of screens) screen.serverGone(process, how);
    },
  };
}
