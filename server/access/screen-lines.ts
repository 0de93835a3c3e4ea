import type { ScreenCommand, ScreenStatus } from "#lib/screens/screen-status.ts";
import type { ScreenPresence } from "./screen-presence.ts";

/** The pages of screens that are connected to this server. */
export interface ScreenLines extends ScreenPresence {
  /** Screens that have one. */
  ids(): ReadonlySet<string>;
  /** False: no page of it is here. */
  command(id: string, command: ScreenCommand): boolean;
}

/** Is told what a screen tells by coming, speaking and going. */
export interface ScreenEvents {
  /** A page of it, the first or one more. */
  came(id: string): void;
  spoke(id: string, status: ScreenStatus): void;
  /** Its last page. */
  went(id: string): void;
}

export function createScreenLines({ came, spoke, went }: ScreenEvents): ScreenLines {
  const lines = new Map<string, Set<(command: ScreenCommand) => void>>();
  return {
    join(screenId, command) {
      const own = lines.get(screenId) ?? new Set();
      lines.set(screenId, own.add(command));
      came(screenId);
      return {
        status: (status) => spoke(screenId, status),
        leave() {
          if (!own.delete(command) || own.size > 0) return;
          lines.delete(screenId);
          went(screenId);
        },
      };
    },
    ids: () => new Set(lines.keys()),
    command(id, command) {
      const own = lines.get(id);
      for (const send of [...(own ?? [])]) send(command);
      return own !== undefined;
    },
  };
}
