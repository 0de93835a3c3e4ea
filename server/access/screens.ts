import { createHash, randomBytes } from "node:crypto";
import type { Principal } from "#lib/access/principal.ts";
import type { ScreenCommand } from "#lib/screens/screen-status.ts";
import { type DarkRule, isDark } from "#lib/screens/dark-screen.ts";
import type { Clock } from "#server/clock.ts";
import type { Logger } from "#server/log.ts";
import type { After } from "#server/realtime/frames.ts";
import type { ScreenPresence } from "./screen-presence.ts";
import type { KeptScreen, ScreenStore } from "./screen-store.ts";
import type { ScreenTokens } from "./screen-tokens.ts";

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
  change(id: string, wish: ScreenWish): Promise<KeptScreen | null>;
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

export interface DarkScreen {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly since: number;
}

/** A screen that the start gives a token, so that nobody has to approve it. */
export interface ConfiguredScreen {
  readonly token: string;
  readonly name: string;
  readonly board: string;
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
/** Between two looks at who is dark and whose right has run out, ms. */
const LOOK_MS = 1_000;

export async function openScreens(parts: ScreensParts): Promise<Screens> {
  const { store, configured, clock, after, log } = parts;
  const servingSince = clock.now();
  const lines = new Map<string, Set<(command: ScreenCommand) => void>>();
  const listeners = new Set<(screenId: string) => void>();
  let dark: readonly DarkScreen[] = [];
  let closed = false;
  let stopLooking = () => {};

  const tellEnded = (screenId: string) => {
    for (const listener of [...listeners]) listener(screenId);
  };
  const isConnected = (id: string) => (lines.get(id)?.size ?? 0) > 0;
  const isOver = ({ expiresAt }: KeptScreen) => expiresAt !== null && expiresAt <= clock.now();
  /** What a screen tells of itself is worth no fault of whoever carries it here. */
  const note = (id: string, change: Partial<KeptScreen>) => {
    store.change(id, change).catch((err: unknown) => log.error({ err }, "what a screen told could not be kept"));
  };

  async function look(): Promise<void> {
    const rule = { ...parts.rule(), servingSince };
    const screens = await store.list();
    for (const screen of screens) if (isOver(screen) && isConnected(screen.id)) tellEnded(screen.id);
    const now = clock.now();
    const before = dark;
    dark = screens.flatMap((screen) => {
      const { id, name, awaySince } = screen;
      const isMissed = awaySince !== null && !isConnected(id) && !isOver(screen) && isDark(awaySince, now, rule);
      return isMissed ? [{ id, name, since: awaySince }] : [];
    });
    for (const { id, name } of dark) {
      if (!before.some((one) => one.id === id)) log.warn({ screen: id, name }, "a screen went dark in office hours");
    }
    for (const { id, name } of before) {
      if (!dark.some((one) => one.id === id)) log.info({ screen: id, name }, "a screen is no longer missed");
    }
  }
  const lookAgain = () => {
    if (closed) return;
    stopLooking = after(LOOK_MS, () => {
      look()
        .catch((err: unknown) => log.error({ err }, "the screens could not be looked at"))
        .finally(lookAgain);
    });
  };

  await keepConfigured(store, configured, servingSince);
  // Whoever was there when a server ended without a word is away from now on, until it comes back.
  for (const { id, seenAt, awaySince } of await store.list()) {
    if (seenAt !== null && awaySince === null) await store.change(id, { awaySince: servingSince });
  }
  lookAgain();

  return {
    async principalOf(token): Promise<Principal | null> {
      const screen = await store.findByToken(hashOf(token));
      if (screen === null || isOver(screen)) return null;
      return { is: "screen", screenId: screen.id, name: screen.name, board: screen.board };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
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
    async list() {
      return (await store.list()).map((screen) => ({
        ...screen,
        connected: isConnected(screen.id),
        dark: dark.some(({ id }) => id === screen.id),
        configured: screen.id === CONFIGURED_ID,
      }));
    },
    get: store.get,
    async approve(wish, by) {
      const screen: KeptScreen = {
        ...wish,
        id: randomBytes(9).toString("base64url"),
        approvedAt: clock.now(),
        approvedBy: by,
        seenAt: null,
        awaySince: null,
        status: null,
      };
      await store.add(screen);
      return screen;
    },
    async giveToken(id) {
      const token = randomBytes(32).toString("base64url");
      await store.giveToken(id, hashOf(token));
      return token;
    },
    async change(id, wish) {
      const before = await store.get(id);
      if (before === null) return null;
      await store.change(id, wish);
      tellEnded(id);
      return { ...before, ...wish };
    },
    command(id, command) {
      const own = lines.get(id);
      for (const send of [...(own ?? [])]) send(command);
      return own !== undefined;
    },
    async revoke(id) {
      const screen = await store.get(id);
      if (screen === null || !(await store.remove(id))) return null;
      dark = dark.filter((one) => one.id !== id);
      tellEnded(id);
      return screen;
    },
    report: () => ({ connected: lines.size, dark }),
    close() {
      closed = true;
      stopLooking();
      store.close();
    },
  };
}

/** Its name and board are the start's until somebody changes them; its token always is. */
async function keepConfigured(store: ScreenStore, configured: ConfiguredScreen | null, now: number): Promise<void> {
  if (configured === null) {
    await store.remove(CONFIGURED_ID);
    return;
  }
  const { token, name, board } = configured;
  if ((await store.get(CONFIGURED_ID)) === null) {
    await store.add({
      id: CONFIGURED_ID,
      name,
      board,
      look: { k: null, theme: "system", sound: false },
      expiresAt: null,
      approvedAt: now,
      approvedBy: "RINGSIDE_SCREEN_TOKEN",
      seenAt: null,
      awaySince: null,
      status: null,
    });
  }
  await store.giveToken(CONFIGURED_ID, hashOf(token));
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
