import { type DarkRule, isDark } from "#lib/screens/dark-screen.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { KeptScreen } from "./screen-store.ts";

export interface DarkScreen {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly since: number;
}

/** Knows which screens went dark in office hours; the log tells of each once, and once that it is over. */
export interface DarkWatch {
  dark(): readonly DarkScreen[];
  /** Looks anew. @param isAway of a screen that nobody took away, nor its own end */
  look(screens: readonly KeptScreen[], isAway: (screen: KeptScreen) => boolean): void;
}

export function createDarkWatch(clock: Clock, rule: () => DarkRule, log: Logger): DarkWatch {
  let dark: readonly DarkScreen[] = [];

  const tell = (now: readonly DarkScreen[]) => {
    for (const { id, name } of without(now, dark)) log.warn({ screen: id, name }, "a screen went dark in office hours");
    for (const { id, name } of without(dark, now)) log.info({ screen: id, name }, "a screen is no longer missed");
  };

  return {
    dark: () => dark,
    look(screens, isAway) {
      const at = clock.now();
      const by = rule();
      const found = screens.flatMap((screen) => {
        const { id, name, awaySince } = screen;
        return awaySince !== null && isAway(screen) && isDark(awaySince, at, by)
          ? [{ id, name, since: awaySince }]
          : [];
      });
      tell(found);
      dark = found;
    },
  };
}

function without(these: readonly DarkScreen[], those: readonly DarkScreen[]): readonly DarkScreen[] {
  return these.filter(({ id }) => !those.some((one) => one.id === id));
}
