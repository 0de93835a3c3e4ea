import { randomBytes } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Principal } from "#lib/access/principal.ts";
import type { DarkRule } from "#lib/screens/dark-screen.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { After } from "#server/timers.ts";
import { createDarkWatch, type DarkScreen } from "./dark-watch.ts";
import { createScreenLines } from "./screen-lines.ts";
import type { ScreenPresence } from "./screen-presence.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";
import type { ScreenTokens } from "./screen-tokens.ts";
import { secretDigest } from "./secret-digest.ts";

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
  /** False: no page of it is there. */
  command(id: string, command: ScreenCommand): boolean;
  /** Ends its right, at once. null: there is no such screen. */
  revoke(id: string): Promise<KeptScreen | null>;
  report(): ScreensReport;
  close(): void;
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
  readonly connected: number;
  readonly dark: readonly DarkScreen[];
}

/** A screen that the start gives a token, so that nobody has to approve it. */
export interface ConfiguredScreen extends Pick<KeptScreen, "name" | "board" | "look"> {
  readonly token: string;
}

export interface ScreensParts {
  readonly store: ScreenStore;
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
  const lines = createScreenLines(clock, (id, change) => {
    store.change(id, change).catch((err: unknown) => log.error({ err }, "what a screen told could not be kept"));
  });
  const watch = createDarkWatch(clock, () => ({ ...parts.rule(), servingSince }), log);
  const tellEnded = (screenId: string) => {
    for (const listener of [...listeners]) listener(screenId);
  };
  const isOver = ({ expiresAt }: KeptScreen) => expiresAt !== null && expiresAt <= clock.now();

  async function look(): Promise<void> {
    const screens = await store.list();
    for (const screen of screens) if (isOver(screen) && lines.isConnected(screen.id)) tellEnded(screen.id);
    watch.look(screens, (screen) => !(isOver(screen) || lines.isConnected(screen.id)));
  }

  await keepConfigured(store, parts.configured, servingSince);
  await noteLeft(store, servingSince);
  const stopLooking = repeat(parts.after, look, (err) => log.error({ err }, "the screens could not be looked at"));

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
    join: lines.join,
    command: lines.command,
    async list() {
      const dark = new Set(watch.dark().map(({ id }) => id));
      return (await store.list()).map((screen) => ({
        ...screen,
        connected: lines.isConnected(screen.id),
        dark: dark.has(screen.id),
        configured: screen.id === CONFIGURED_ID,
      }));
    },
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
      if (wish.board !== before.board || !isDeepStrictEqual(wish.look, before.look))
        lines.command(id, { do: "reload" });
      return { ...before, ...wish };
    },
    async revoke(id) {
      const screen = await store.get(id);
      if (screen === null || !(await store.remove(id))) return null;
      tellEnded(id);
      return screen;
    },
    report: () => ({ connected: lines.count(), dark: watch.dark() }),
    close() {
      stopLooking();
      store.close();
    },
  };
}

/** Looks again and again until the answer is called. */
function repeat(after: After, look: () => Promise<void>, failed: (err: unknown) => void): () => void {
  let cancel: (() => void) | null = null;
  let stopped = false;
  const lookLater = () => {
    if (stopped) return;
    cancel = after(LOOK_MS, () => void look().catch(failed).finally(lookLater));
  };
  lookLater();
  return () => {
    stopped = true;
    cancel?.();
  };
}

/** Whoever was there when a server ended without a word is away from now on, until it comes back. */
async function noteLeft(store: ScreenStore, now: number): Promise<void> {
  const screens = await store.list();
  const there = screens.filter(({ seenAt, awaySince }) => seenAt !== null && awaySince === null);
  await Promise.all(there.map(({ id }) => store.change(id, { awaySince: now })));
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
