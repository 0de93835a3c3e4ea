import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { Clock } from "#server/clock.ts";
import type { ScreenPresence } from "./screen-presence.ts";
import type { KeptScreen } from "./screen-store.ts";

/** The pages of screens that are connected. */
export interface ScreenLines extends ScreenPresence {
  isConnected(id: string): boolean;
  /** How many screens are there. */
  count(): number;
  /** False: no page of it is there. */
  command(id: string, command: ScreenCommand): boolean;
}

/** @param note keeps what a screen tells by coming, speaking and going */
export function createScreenLines(clock: Clock, note: (id: string, change: Partial<KeptScreen>) => void): ScreenLines {
  const lines = new Map<string, Set<(command: ScreenCommand) => void>>();
  return {
    join(screenId, command) {
      const own = lines.get(screenId) ?? new Set();
      lines.set(screenId, own.add(command));
      note(screenId, { seenAt: clock.now(), awaySince: null });
      return {
        status: (status) => note(screenId, { status }),
        leave() {
          if (!own.delete(command) || own.size > 0) return;
          lines.delete(screenId);
          note(screenId, { seenAt: clock.now(), awaySince: clock.now() });
        },
      };
    },
    isConnected: (id) => lines.has(id),
    count: () => lines.size,
    command(id, command) {
      const own = lines.get(id);
      for (const send of [...(own ?? [])]) send(command);
      return own !== undefined;
    },
  };
}
