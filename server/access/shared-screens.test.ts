import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createVirtualTime, type VirtualTime } from "#lib/testing/virtual-time.ts";
import { createLogger } from "#server/log.ts";
import type { AccessHome } from "./access-home.ts";
import { createKeptScreens } from "./kept-screens.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";
import { openScreens, type Screens } from "./screens.ts";

const look = { k: null, theme: "system", sound: false } as const;
const wish = { name: "Hall", board: "all", look, expiresAt: null };
const noon = Date.UTC(2026, 2, 2, 12);
const hours = [{ day: 1, from: "08:00", to: "18:00" }];

let place: PlaceUnderTest;
let servers: Server[];

beforeEach(async () => {
  const [, { makePlace }] = places;
  place = await makePlace();
  servers = [];
});
afterEach(async () => {
  for (const { screens } of servers) await screens.close();
  await place.remove();
});

interface Server {
  readonly screens: Screens;
  readonly home: AccessHome;
  readonly time: VirtualTime;
  /** Lets so many seconds pass here, and what the last of them brings be done. */
  pass(seconds: number): Promise<void>;
  /** Who is told that a right has ended, since this was last asked. */
  ended(): readonly string[];
  isConnected(id: string): Promise<boolean>;
  awaySince(id: string): Promise<number | null | undefined>;
}

async function start(at = noon): Promise<Server> {
  const time = createVirtualTime(at);
  const home = await place.home(time);
  const screens = await openScreens({
    store: createKeptScreens(home.open()),
    whereabouts: home.whereabouts,
    changes: home.changes,
    configured: null,
    clock: time,
    after: time.after,
    rule: () => ({ hours, timeZone: "UTC", grace: 120_000 }),
    log: createLogger("silent"),
  });
  const told: string[] = [];
  screens.subscribe((id) => told.push(id));
  const find = async (id: string) => (await screens.list()).find((screen) => screen.id === id);
  const server: Server = {
    screens,
    home,
    time,
    async pass(seconds) {
      for (const ms of [(seconds - 1) * 1_000, 1_000]) {
        const looks = time.waiting();
        time.pass(ms);
        // The next look waits once this one is over.
        while (time.waiting() < looks) await new Promise(setImmediate);
      }
    },
    ended: () => told.splice(0),
    isConnected: async (id) => (await find(id))?.connected ?? false,
    awaySince: async (id) => (await find(id))?.awaySince,
  };
  servers.push(server);
  return server;
}

/** As seen by the others: it has said nothing for so long. */
async function fallSilent(count: number): Promise<void> {
  await (await place.open()).run(
    `UPDATE live_server SET beat_at = beat_at - interval '${count} seconds'
     WHERE id = (SELECT server FROM screen_line LIMIT 1)`,
  );
}

describe("a screen of several servers", () => {
  test("[V302] that is at one of them is there for all, until it is at none", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await one.screens.approve(wish, "Ana");
    const first = one.screens.join(id, () => undefined);
    await one.pass(1);
    await other.pass(1);
    expect([await one.isConnected(id), await other.isConnected(id)]).toEqual([true, true]);
    expect([one.screens.report().connected, other.screens.report().connected]).toEqual([1, 1]);
    // It moves to the other one, and comes there before it goes here.
    const second = other.screens.join(id, () => undefined);
    await other.pass(1);
    first.leave();
    await one.pass(1);
    expect([await one.isConnected(id), await one.awaySince(id)]).toEqual([true, null]);
    second.leave();
    await other.pass(1);
    await one.pass(1);
    expect([await one.isConnected(id), await other.isConnected(id)]).toEqual([false, false]);
    expect(await one.awaySince(id)).toBe(noon + 2_000);
    await one.pass(200);
    expect(one.screens.report().dark).toMatchObject([{ id, since: noon + 2_000 }]);
  });

  test("[V302] of a server that died without a word is away since that one last lived, and dark in time; a mere start tells nothing", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await one.screens.approve(wish, "Ana");
    one.screens.join(id, () => undefined);
    await one.pass(5);
    const third = await start(noon + 6_000);
    await third.pass(1);
    await other.pass(7);
    expect([await third.isConnected(id), await other.isConnected(id)]).toEqual([true, true]);
    expect(await third.awaySince(id)).toBeNull();
    await fallSilent(11);
    await other.pass(1);
    expect([await other.isConnected(id), await other.awaySince(id)]).toEqual([false, noon + 5_000]);
    await other.pass(116);
    expect(other.screens.report().dark).toEqual([]);
    await other.pass(1);
    expect(other.screens.report().dark).toEqual([{ id, name: "Hall", since: noon + 5_000 }]);
  });

  test("[V302] is there again when the others hear again of its server, though they have forgotten that one", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await one.screens.approve(wish, "Ana");
    one.screens.join(id, () => undefined);
    await one.pass(1);
    await fallSilent(70);
    await other.pass(2);
    expect([await other.isConnected(id), await other.awaySince(id)]).toEqual([false, noon + 1_000]);
    expect(await (await place.open()).all("SELECT * FROM screen_line")).toEqual([]);
    await one.pass(1);
    await other.pass(1);
    expect([await other.isConnected(id), await other.awaySince(id)]).toEqual([true, null]);
  });

  test("[V302] that was connected to the only server when it died is away from then on for the one that starts after it", async () => {
    const one = await start();
    const { id } = await one.screens.approve(wish, "Ana");
    one.screens.join(id, () => undefined);
    await one.pass(3);
    await fallSilent(3_600);
    const next = await start(noon + 3_600_000);
    expect(await next.awaySince(id)).toBe(noon + 3_000);
  });

  test("[V303] hears what it is to do wherever it is, once; nobody is told that one was told which is nowhere", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await one.screens.approve(wish, "Ana");
    expect(await other.screens.command(id, { do: "identify" })).toBe(false);
    const heard: string[] = [];
    const line = one.screens.join(id, ({ do: deed }) => heard.push(deed));
    await one.pass(1);
    expect(await other.screens.command(id, { do: "identify" })).toBe(true);
    expect(await one.screens.command(id, { do: "tone" })).toBe(true);
    await Promise.all([one, other].map(({ home }) => home.changes.look()));
    expect(heard).toEqual(["tone", "identify"]);
    // While it moves it has a page at both.
    const moved: string[] = [];
    const second = other.screens.join(id, ({ do: deed }) => moved.push(deed));
    await other.pass(1);
    expect(await other.screens.command(id, { do: "identify" })).toBe(true);
    await Promise.all([one, other].map(({ home }) => home.changes.look()));
    expect([heard.splice(2), moved]).toEqual([["identify"], ["identify"]]);
    second.leave();
    await other.pass(1);
    await other.screens.change(id, { ...wish, board: "sales" }, "Ana");
    await one.home.changes.look();
    expect(heard.slice(2)).toEqual(["reload"]);
    line.leave();
    await one.pass(1);
    expect(await other.screens.command(id, { do: "identify" })).toBe(false);
  });

  test("[V303] that is changed or unpaired at one server is looked at anew at all", async () => {
    const [one, other] = [await start(), await start()];
    const { id } = await one.screens.approve(wish, "Ana");
    const token = await one.screens.giveToken(id);
    expect(await other.screens.principalOf(token)).toMatchObject({ is: "screen", screenId: id });
    await other.screens.change(id, { ...wish, name: "Entrance" }, "Ana");
    await one.home.changes.look();
    expect(one.ended()).toEqual([id]);
    expect(await one.screens.principalOf(token)).toMatchObject({ name: "Entrance" });
    await other.screens.revoke(id);
    await one.home.changes.look();
    expect(one.ended()).toEqual([id]);
    expect(await one.screens.principalOf(token)).toBeNull();
    // What it tells of itself is none of that.
    const { id: next } = await one.screens.approve(wish, "Ana");
    one.screens.join(next, () => undefined);
    await one.pass(2);
    await other.home.changes.look();
    other.ended();
    await one.home.changes.look();
    expect(one.ended()).toEqual([]);
  });
});
