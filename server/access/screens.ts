import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Principal } from "#lib/access/principal.ts";
import type { DarkRule } from "#lib/screens/dark-screen.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { After } from "#server/timers.ts";
import type { AccessChanges } from "./access-changes.ts";
import { createDarkWatch, type DarkScreen } from "./dark-watch.ts";
import { repeat } from "./repeat.ts";
import { createAttendance, type ScreenAttendance } from "./screen-attendance.ts";
import type { ScreenPresence } from "./screen-presence.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";
import type { ScreenTokens } from "./screen-tokens.ts";
import { secretDigest } from "./secret-digest.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** Every screen that was let in: who it is, whether it is there, and what it is to do. */
export interface Screens extends ScreenTokens, ScreenPresence {
  /** By name. */
  list(): Promise<readonly ListedScreen[]>;
  /** Of a screen that has one: where its browser is to go, and until when. null: there is no such screen any more. */
  get(id: string): Promise<KeptScreen | null>;
  approve(wish: ScreenWish, by: string): Promise<KeptScreen>;
  /** A token for a screen, in place of the one before; it is kept nowhere but in the answer. */
  giveToken(id: string): Promise<string>;
  /** null: there is no such screen. */
  change(id: string, wish: ScreenWish, by: string): Promise<KeptScreen | null>;
  /** False: no page of it is there, at whichever server. */
  command(id: string, command: ScreenCommand): Promise<boolean>;
  /** Ends its right, at once. null: there is no such screen. */
  revoke(id: string): Promise<KeptScreen | null>;
  /** As of the last look, a second ago at most. */
  report(): ScreensReport;
  close(): Promise<void>;
}

/** What an admin decides about a screen. */
export type ScreenWish = Pick<KeptScreen, "name" | "board" | "look" | "expiresAt">;

export interface ListedScreen extends KeptScreen {
  readonly connected: boolean;
  readonly dark: boolean;
  /** Its token is the start's, who alone can take it back. */
  readonly configured: boolean;
}

export interface ScreensReport {
  /** To whichever server. */
  readonly connected: number;
  readonly dark: readonly DarkScreen[];
}

/** A screen that the start gives a token, so that nobody has to approve it. */
export interface ConfiguredScreen extends Pick<KeptScreen, "name" | "board" | "look"> {
  readonly token: string;
}

export interface ScreensParts {
  readonly store: ScreenStore;
  readonly whereabouts: Whereabouts;
  /** What other servers decide. */
  readonly changes: Pick<AccessChanges, "subscribe">;
  readonly configured: ConfiguredScreen | null;
  readonly clock: Clock;
  readonly after: After;
  /** Office hours as of now, and how long a screen may be away, ms. */
  readonly rule: () => Omit<DarkRule, "servingSince">;
  readonly log: Logger;
}

const CONFIGURED_ID = "configured";
/** Who let it in, as long as nobody has changed it. */
const THE_START = "RINGSIDE_SCREEN_TOKEN";
/** Between two looks at who is dark and whose right has run out, ms. */
const LOOK_MS = 1_000;

export async function openScreens(parts: ScreensParts): Promise<Screens> {
  const { store, clock, log } = parts;
  const servingSince = clock.now();
  const listeners = new Set<(screenId: string) => void>();
  const attendance = createAttendance(parts);
  const watch = createDarkWatch(clock, () => ({ ...parts.rule(), servingSince }), log);
  const tellEnded = (screenId: string) => {
    for (const listener of [...listeners]) listener(screenId);
  };
  const isOver = ({ expiresAt }: KeptScreen) => expiresAt !== null && expiresAt <= clock.now();

  async function look(): Promise<void> {
    const screens = await attendance.look();
    const here = attendance.here();
    for (const screen of screens) if (isOver(screen) && here.has(screen.id)) tellEnded(screen.id);
    watch.look(screens, (screen) => !(isOver(screen) || attendance.isConnected(screen.id)));
  }

  await keepConfigured(store, parts.configured, servingSince);
  await look();
  const failed = (err: unknown) => log.error({ err }, "the screens could not be looked at");
  const stopLooking = repeat(LOOK_MS, look, { after: parts.after, failed });
  const deafen = parts.changes.subscribe((change) => {
    if (change === null) for (const id of attendance.here()) tellEnded(id);
    else if (change.of === "screen") tellEnded(change.screenId);
  });

  return {
    async principalOf(token): Promise<Principal | null> {
      const screen = await store.findByToken(secretDigest(token));
      if (screen === null || isOver(screen)) return null;
      return { is: "screen", screenId: screen.id, name: screen.name, board: screen.board };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    join: attendance.join,
    command: attendance.command,
    ...admission(parts, { attendance, tellEnded }),
    async list() {
      const dark = new Set(watch.dark().map(({ id }) => id));
      return (await store.list()).map((screen) => ({
        ...screen,
        connected: attendance.isConnected(screen.id),
        dark: dark.has(screen.id),
        configured: screen.id === CONFIGURED_ID,
      }));
    },
    report: () => ({ connected: attendance.connected(), dark: watch.dark() }),
    async close() {
      deafen();
      await stopLooking();
      await attendance.close();
      store.close();
    },
  };
}

interface Told {
  readonly attendance: Pick<ScreenAttendance, "command">;
  readonly tellEnded: (screenId: string) => void;
}

/** What admins do with screens. */
function admission(
  { store, clock }: ScreensParts,
  { attendance, tellEnded }: Told,
): Pick<Screens, "get" | "approve" | "giveToken" | "change" | "revoke"> {
  return {
    get: store.get,
    async approve(wish, by) {
      const screen = newScreen(randomBytes(9).toString("base64url"), wish, clock.now(), by);
      await store.add(screen);
      return screen;
    },
    async giveToken(id) {
      const token = randomBytes(32).toString("base64url");
      await store.giveToken(id, secretDigest(token));
      return token;
    },
    async change(id, wish, by) {
      const before = await store.get(id);
      if (before === null) return null;
      await store.change(id, id === CONFIGURED_ID ? { ...wish, approvedBy: by } : wish);
      tellEnded(id);
      // Its address says how it is drawn, and of what board it is.
      const isDrawnAnew = wish.board !== before.board || !isDeepStrictEqual(wish.look, before.look);
      if (isDrawnAnew) await attendance.command(id, { do: "reload" });
      return { ...before, ...wish };
    },
    async revoke(id) {
      const screen = await store.get(id);
      if (screen === null || !(await store.remove(id))) return null;
      tellEnded(id);
      return screen;
    },
  };
}

/** Its name, board and look are the start's until somebody changes them; its token always is. */
async function keepConfigured(store: ScreenStore, configured: ConfiguredScreen | null, now: number): Promise<void> {
  if (configured === null) {
    await store.remove(CONFIGURED_ID);
    return;
  }
  const { token, ...given } = configured;
  const kept = await store.get(CONFIGURED_ID);
  if (kept === null) await store.add(newScreen(CONFIGURED_ID, { ...given, expiresAt: null }, now, THE_START));
  else if (kept.approvedBy === THE_START) await store.change(CONFIGURED_ID, given);
  await store.giveToken(CONFIGURED_ID, secretDigest(token));
}

function newScreen(id: string, wish: ScreenWish, approvedAt: number, approvedBy: string): KeptScreen {
  return { ...wish, id, approvedAt, approvedBy, seenAt: null, awaySince: null, status: null };
}
