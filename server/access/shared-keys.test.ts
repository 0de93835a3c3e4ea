import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import type { AccessHome } from "./access-home.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";
import type { KeptKeys, WebhookKeys } from "./webhook-keys.ts";
import { type KeyPlace, openWebhookKeys } from "./webhook-keys-open.ts";

const HOUR = 3_600_000;

let place: PlaceUnderTest;
let now: number;
let opened: WebhookKeys[];

beforeEach(async () => {
  const [, { makePlace }] = places;
  place = await makePlace();
  now = Date.parse("2026-03-02T10:00:00Z");
  opened = [];
});
afterEach(async () => {
  for (const keys of opened) await keys.close();
  await place.remove();
});

interface Server {
  readonly keys: WebhookKeys;
  readonly kept: KeptKeys;
  readonly where: KeyPlace;
  /** Takes in what the others have decided. */
  look(): Promise<void>;
}

const clock = { now: () => now };

async function start(coming: AccessHome | null = null): Promise<Server> {
  const home = coming ?? (await place.home(clock));
  const { keys, place: where } = await openWebhookKeys({
    webhookKey: null,
    previousWebhookKey: null,
    home: home.openKeys,
    changes: home.changes,
    clock,
    log: createLogger("silent"),
  });
  opened.push(keys);
  const { kept } = keys;
  if (kept === null) throw new Error("these keys are the operator's");
  return { keys, kept, where, look: home.changes.look };
}

test("[Y16] of several servers that start at once one makes the key and tells it, and each shows it until one admin has it", async () => {
  const homes = await Promise.all([1, 2, 3].map(() => place.home(clock)));
  const servers = await Promise.all(homes.map(start));
  const told = servers.flatMap(({ where }) => (where.is === "fresh" ? [where.text] : []));
  expect(told).toHaveLength(1);
  expect(servers.map(({ where }) => where.is).sort()).toEqual(["fresh", "kept", "kept"]);
  const [text = ""] = told;
  expect(servers.map(({ keys }) => keys.match(text))).toEqual(["current", "current", "current"]);
  const [one, other, third] = servers as [Server, Server, Server];
  expect(await other.kept.show()).toBe(text);
  // It is taken at another one than the admin saw it at.
  await third.look();
  third.keys.used("current");
  await expect.poll(() => one.look().then(one.kept.showable)).toBe(false);
  expect([await one.kept.show(), await other.kept.show()]).toEqual([null, null]);
  expect(await (await place.open()).all("SELECT * FROM webhook_key_text")).toEqual([]);
  expect((await start()).where).toEqual({ is: "hidden" });
});

test("[Y16] a rotation and the end of an overlap count at every server, and of rotations at once at several the laws hold", async () => {
  const [one, other] = [await start(), await start()];
  const first = (await one.kept.show()) ?? "";
  const second = await other.kept.rotate(HOUR);
  await one.look();
  expect([second, first].map(one.keys.match)).toEqual(["current", "previous"]);
  expect(one.kept.showable()).toBe(false);
  expect(await one.kept.endPrevious()).toBe(true);
  expect(await other.kept.endPrevious()).toBe(false);
  expect(other.keys.match(first)).toBe("ended");
  const texts = await Promise.all([one, other].map(({ kept }) => kept.rotate(HOUR)));
  await Promise.all([one.look(), other.look()]);
  for (const { keys } of [one, other]) {
    expect(texts.map(keys.match).sort()).toEqual(["current", "previous"]);
    expect(keys.match(second)).toBeNull();
  }
});

test("[Y16] a key was last used when it last was at any of them", async () => {
  const [one, other] = [await start(), await start()];
  other.keys.used("current");
  now += HOUR;
  one.keys.used("current");
  now += HOUR;
  await one.keys.close();
  // It decides by what it noted an hour before.
  await other.kept.rotate(24 * HOUR);
  expect(other.keys.valid()).toMatchObject([
    { is: "current", lastUsedAt: null },
    { is: "previous", lastUsedAt: now - HOUR },
  ]);
  expect((await start()).keys.valid()).toEqual(other.keys.valid());
});
