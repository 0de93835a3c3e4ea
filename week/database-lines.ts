import { between, chance, type Random } from "#lib/simulator/random.ts";
import type { StandingLine } from "#server/postgres/standing-line.ts";
import type { Life } from "./life.ts";

type Notice = (seq: number | null) => void;

/** The connections on which servers hear that something was appended. */
export interface DatabaseLines {
  listen(life: Life, notice: Notice): Pick<StandingLine, "start" | "close">;
  tell(seq: number): void;
  /** Notices are lost on their way to those, until they stand again. */
  lose(isLost: (life: Life) => boolean): void;
  /** Those that were lost stand again. */
  restore(): void;
}

/** ms in which a lost line is made anew. */
const RETRY_MS = { first: 100, most: 2_000 };

export function createDatabaseLines(random: Random): DatabaseLines {
  const lines = new Map<Notice, { readonly life: Life; isLost: boolean }>();
  return {
    listen: (life, notice) => ({
      async start() {
        lines.set(notice, { life, isLost: false });
        notice(null);
      },
      close: () => void lines.delete(notice),
    }),
    tell(seq) {
      for (const [notice, { life, isLost }] of lines) {
        const delay = chance(random, 0.9) ? between(random, 0.2, 5) : between(random, 5, 1_500);
        if (!isLost) life.timers.after(delay, () => notice(seq));
      }
    },
    lose(isLost) {
      for (const line of lines.values()) if (isLost(line.life)) line.isLost = true;
    },
    restore() {
      for (const [notice, line] of lines) {
        if (!line.life.alive()) lines.delete(notice);
        if (!line.isLost) continue;
        line.life.timers.after(between(random, RETRY_MS.first, RETRY_MS.most), () => {
          line.isLost = false;
          notice(null);
        });
      }
    },
  };
}
