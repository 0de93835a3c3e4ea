import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import { createScreenLines } from "./screen-lines.ts";
import type { ScreenPresence } from "./screen-presence.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";
import { createTurns } from "./turns.ts";
import type { Elsewhere, Whereabouts } from "./whereabouts.ts";

/** Which screens are there, at whichever server, and what they are to do. */
export interface ScreenAttendance extends ScreenPresence {
  /** As of the last look, of other servers. */
  isConnected(id: string): boolean;
  connected(): number;
  /** Those with a page at this server. */
  here(): ReadonlySet<string>;
  /** False: no page of it is there. */
  command(id: string, command: ScreenCommand): Promise<boolean>;
  /** Looks at other servers, and puts right what is kept. By name. */
  look(): Promise<readonly KeptScreen[]>;
  close(): Promise<void>;
}

interface AttendanceParts {
  readonly store: ScreenStore;
  readonly whereabouts: Whereabouts;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createAttendance({ store, whereabouts, clock, log }: AttendanceParts): ScreenAttendance {
  let elsewhere: Elsewhere["connected"] = new Set();
  // One after the other: of two that say when a screen was there, the later one is true.
  const turns = createTurns();
  function keep(work: () => Promise<void>): void {
    turns(work).catch((err: unknown) => log.error({ err }, "what a screen told could not be kept"));
  }

  const lines = createScreenLines({
    came(id) {
      const seenAt = clock.now();
      keep(async () => {
        await whereabouts.come(id);
        await store.change(id, { seenAt, awaySince: null });
      });
    },
    spoke: (id, status) => keep(() => store.change(id, { status })),
    went(id) {
      const seenAt = clock.now();
      keep(async () => {
        const isAway = await whereabouts.go(id);
        await store.change(id, isAway ? { seenAt, awaySince: seenAt } : { seenAt });
      });
    },
  });
  const deafen = whereabouts.hear(lines.command);

  async function look(): Promise<readonly KeptScreen[]> {
    // In this order: who is there by the list has not gone before the look around.
    const listed = await store.list();
    const around = await whereabouts.look();
    elsewhere = around.connected;
    const at = { here: lines.ids(), ...around, now: clock.now() };
    const screens = listed.map((screen) => ({ ...screen, awaySince: awayAfter(screen, at) }));
    const changed = screens.filter(({ awaySince }, index) => awaySince !== listed[index]?.awaySince);
    for (const { id, awaySince } of changed) await store.change(id, { awaySince });
    return screens;
  }

  return {
    join: lines.join,
    isConnected: (id) => lines.ids().has(id) || elsewhere.has(id),
    connected: () => lines.ids().union(elsewhere).size,
    here: lines.ids,
    async command(id, command) {
      const isHere = lines.command(id, command);
      return (await whereabouts.command(id, command)) || isHere;
    },
    look: () => turns(look),
    async close() {
      deafen();
      await turns(whereabouts.close);
    },
  };
}

interface Around extends Elsewhere {
  readonly here: ReadonlySet<string>;
  readonly now: number;
}

/**
 * Since when it is away, by who is where: a server may have ended without a word, or two may have told of one screen at
 * once.
 */
function awayAfter({ id, seenAt, awaySince }: KeptScreen, { here, connected, lost, now }: Around): number | null {
  if (here.has(id)) return null;
  if (seenAt === null || awaySince !== null || connected.has(id)) return awaySince;
  return lost.get(id) ?? now;
}
