import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createVirtualTime } from "#lib/testing/virtual-time.ts";
import { createLogger, type Logger } from "#server/log.ts";
import { noChanges } from "./access-changes.ts";
import { createKeptScreens } from "./kept-screens.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";
import { openScreens, type ScreensParts } from "./screens.ts";
import { nowhereElse } from "./whereabouts.ts";

const look = { k: null, theme: "system", sound: false } as const;
const monday = Date.UTC(2026, 2, 2, 12);
const hours = [{ day: 1, from: "08:00", to: "18:00" }];

describe.each(places)("screens, kept in $name", ({ makePlace }) => {
  let place: PlaceUnderTest;
  beforeEach(async () => {
    place = await makePlace();
  });
  afterEach(() => place.remove());

  async function opened(parts: Partial<ScreensParts> = {}) {
    const time = createVirtualTime(monday);
    const screens = await openScreens({
      store: createKeptScreens((await place.home(time)).open()),
      whereabouts: nowhereElse,
      changes: noChanges,
      configured: null,
      clock: time,
      after: time.after,
      rule: () => ({ hours, timeZone: "UTC", grace: 120_000 }),
      log: createLogger("silent"),
      ...parts,
    });
    return { screens, time };
  }

  async function office(log: Logger = createLogger("silent")) {
    const { screens, time } = await opened({ log });
    /** Lets so many seconds pass, and what each of them brings be done. */
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        const looked = time.waiting();
        time.pass(1_000);
        // The next look waits once this one is over.
        while (time.waiting() < looked) await new Promise(setImmediate);
      }
    };
    const { id } = await screens.approve({ name: "Hall", board: "all", look, expiresAt: null }, "Ana");
    return { screens, pass, id, time };
  }

  test("[V2] a screen that never was there is not missed; one that has gone is, until it is back", async () => {
    const { screens, pass, id, time } = await office();
    await pass(200);
    expect(screens.report().dark).toEqual([]);
    const line = screens.join(id, () => undefined);
    await pass(200);
    const gone = time.now();
    line.leave();
    await pass(119);
    expect(screens.report().dark).toEqual([]);
    await pass(1);
    expect(screens.report().dark).toEqual([{ id, name: "Hall", since: gone }]);
    screens.join(id, () => undefined);
    await pass(1);
    expect(screens.report().dark).toEqual([]);
    await screens.close();
  });

  test("[V2] a screen with several pages is there while one of them is, and one that was ended is not missed", async () => {
    const { screens, pass, id } = await office();
    const first = screens.join(id, () => undefined);
    const second = screens.join(id, () => undefined);
    first.leave();
    first.leave();
    await pass(200);
    expect(screens.report()).toEqual({ connected: 1, dark: [] });
    second.leave();
    await screens.revoke(id);
    await pass(200);
    expect(screens.report()).toEqual({ connected: 0, dark: [] });
    await screens.close();
  });

  test("[V2] the log tells of a dark screen once, and once that it is over", async () => {
    const lines: string[] = [];
    const silent = createLogger("silent");
    const log: Logger = Object.assign(Object.create(silent), {
      warn: (_about: unknown, text: string) => lines.push(text),
      info: (_about: unknown, text: string) => lines.push(text),
    });
    const { screens, pass, id } = await office(log);
    screens.join(id, () => undefined).leave();
    await pass(300);
    expect(lines).toEqual(["a screen went dark in office hours"]);
    screens.join(id, () => undefined);
    await pass(3);
    expect(lines).toEqual(["a screen went dark in office hours", "a screen is no longer missed"]);
    await screens.close();
  });

  test("[V12] who listens is told when a screen's right runs out, is ended, or is changed", async () => {
    const { screens, pass, id, time } = await office();
    const told: string[] = [];
    const stop = screens.subscribe((screen) => told.push(screen));
    const wish = { name: "Hall", board: "all", look, expiresAt: time.now() + 5_000 };
    const guest = await screens.approve(wish, "Ana");
    const token = await screens.giveToken(guest.id);
    expect(await screens.principalOf(token)).toEqual({ is: "screen", screenId: guest.id, name: "Hall", board: "all" });
    const line = screens.join(guest.id, () => undefined);
    await pass(4);
    expect(told).toEqual([]);
    await pass(1);
    expect(told).toEqual([guest.id]);
    expect(await screens.principalOf(token)).toBeNull();
    line.leave();
    await screens.change(id, { ...wish, expiresAt: null }, "Ana");
    await screens.revoke(id);
    expect(told).toEqual([guest.id, id, id]);
    stop();
    await screens.close();
  });

  test("[V10] a screen of the start is as the start says, until somebody changes it", async () => {
    const nameAfter = async (name: string, change?: string) => {
      const { screens } = await opened({ configured: { token: "t".repeat(40), name, board: "all", look } });
      if (change) await screens.change("configured", { name: change, board: "all", look, expiresAt: null }, "Ana");
      const [screen] = await screens.list();
      await screens.close();
      return screen?.name;
    };
    expect(await nameAfter("Lobby")).toBe("Lobby");
    expect(await nameAfter("Entrance")).toBe("Entrance");
    expect(await nameAfter("Entrance", "Hall")).toBe("Hall");
    expect(await nameAfter("Lobby")).toBe("Hall");
  });
});
