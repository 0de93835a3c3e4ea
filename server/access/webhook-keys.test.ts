import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import type { AccessHome } from "./access-home.ts";
import { type PlaceUnderTest, places } from "./places-under-test.ts";
import type { PlainKey } from "./plain-key.ts";
import { secretDigest } from "./secret-digest.ts";
import type { KeptKeys, WebhookKeys } from "./webhook-keys.ts";
import { createGivenKeys } from "./webhook-keys-given.ts";
import { type OpenedKeys, openKeptKeys } from "./webhook-keys-kept.ts";
import { createKeyStore } from "./webhook-keys-store.ts";

const HOUR = 3_600_000;

function changesOf(keys: WebhookKeys): KeptKeys {
  if (keys.kept === null) throw new Error("these keys are the operator's");
  return keys.kept;
}

interface Told {
  readonly text: string;
  readonly until: number;
}

/** The law of rotation told a second time. Newest first. */
function withNewest(told: readonly Told[], text: string, overlapEnd: number, at: number): Told[] {
  const older = told.map((one, index) => endedBy(one, index === 0 ? overlapEnd : at));
  return [{ text, until: Number.POSITIVE_INFINITY }, ...older];
}

function endedBy(one: Told, at: number): Told {
  return { ...one, until: Math.min(one.until, at) };
}

describe.each(places)("keys, kept in $name", ({ name, makePlace }) => {
  let place: PlaceUnderTest;
  let home: AccessHome;
  let plain: PlainKey;
  let now: number;
  let opened: WebhookKeys[];

  beforeEach(async () => {
    place = await makePlace();
    now = Date.parse("2026-03-02T10:00:00Z");
    home = await place.home({ now: () => now });
    ({ plain } = home.openKeys());
    opened = [];
  });
  afterEach(async () => {
    for (const keys of opened) await keys.close();
    await place.remove();
  });

  async function open(): Promise<OpenedKeys> {
    const store = createKeyStore(home.openKeys().database);
    const { changes } = home;
    const found = await openKeptKeys({ store, plain, changes, clock: { now: () => now }, log: createLogger("silent") });
    opened.push(found.keys);
    return found;
  }

  describe("a key of the server's own", () => {
    test("[Y1] is made by the first start, told by that start alone, and kept as a digest", async () => {
      const { keys, fresh } = await open();
      expect(fresh).toBe(await plain.read());
      expect(keys.match(fresh ?? "")).toBe("current");
      expect(keys.match(`${fresh}x`)).toBeNull();
      const again = await open();
      expect(again.fresh).toBeNull();
      expect(again.keys.match(fresh ?? "")).toBe("current");
      const kept = await (await place.open()).all<{ digest: Uint8Array }>("SELECT * FROM webhook_key");
      expect(kept.map(({ digest }) => Buffer.from(digest))).toEqual([secretDigest(fresh ?? "")]);
      expect(JSON.stringify(kept)).not.toContain(fresh);
    });

    test("[Y2] stands in its place until an admin who saw it says that it is pasted", async () => {
      const { keys, fresh } = await open();
      expect(changesOf(keys).showable()).toBe(true);
      expect(await changesOf(keys).show()).toBe(fresh);
      expect(await plain.read()).toBe(fresh);
      await changesOf(keys).forget();
      expect(await plain.read()).toBeNull();
      expect(changesOf(keys).showable()).toBe(false);
      expect(await changesOf(keys).show()).toBeNull();
      expect(keys.match(fresh ?? "")).toBe("current");
      expect((await open()).keys.match(fresh ?? "")).toBe("current");
      expect(await plain.read()).toBeNull();
    });

    test("[Y2] stands in its place until a delivery comes with it after an admin saw it, across a restart too", async () => {
      const { keys: first, fresh } = await open();
      first.used("current");
      await turn();
      expect(await plain.read()).toBe(fresh);
      await changesOf(first).show();
      const { keys } = await open();
      expect(await plain.read()).toBe(fresh);
      keys.used("current");
      await expect.poll(plain.read).toBeNull();
    });

    test("[Y3] gives way to the owner's own text in its place", async () => {
      const { fresh } = await open();
      await plain.remove();
      await plain.write("the-owner-wrote-this-one");
      const { keys, fresh: told } = await open();
      expect(told).toBeNull();
      expect(keys.match("the-owner-wrote-this-one")).toBe("current");
      expect(keys.match(fresh ?? "")).toBeNull();
      expect(await changesOf(keys).show()).toBe("the-owner-wrote-this-one");
    });
  });

  describe("a rotation", () => {
    test("[Y4] makes a new key, leaves the old one valid for the overlap, and keeps neither in plain text", async () => {
      const { keys, fresh } = await open();
      const text = await changesOf(keys).rotate(24 * HOUR);
      expect(await plain.read()).toBeNull();
      for (const one of [keys, (await open()).keys]) {
        expect(one.match(text)).toBe("current");
        expect(one.match(fresh ?? "")).toBe("previous");
        expect(one.valid()).toMatchObject([
          { is: "current", until: null },
          { is: "previous", until: now + 24 * HOUR },
        ]);
      }
      now += 24 * HOUR - 1;
      expect(keys.match(fresh ?? "")).toBe("previous");
      now += 1;
      expect(keys.match(fresh ?? "")).toBe("ended");
      expect(keys.valid()).toHaveLength(1);
    });

    test("[Y4] leaves at most two keys valid, whatever is done in whatever order", async () => {
      const bare = await place.open();
      const hours = fc.integer({ min: 0, max: 720 });
      const step = fc.record({ does: fc.constantFrom("rotate", "end", "wait", "reopen"), hours });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          await bare.run("DELETE FROM webhook_key");
          await plain.remove();
          const first = await open();
          let { keys } = first;
          let told = [{ text: first.fresh ?? "", until: Number.POSITIVE_INFINITY }];
          const deeds: Record<string, (length: number) => Promise<unknown>> = {
            async rotate(length) {
              told = withNewest(told, await changesOf(keys).rotate(length), now + length, now);
            },
            async end() {
              await changesOf(keys).endPrevious();
              told = told.map((one, index) => (index === 0 ? one : endedBy(one, now)));
            },
            async wait(length) {
              now += length;
            },
            async reopen() {
              ({ keys } = await open());
            },
          };
          for (const { does, hours: count } of steps) {
            await deeds[does]?.(count * HOUR);
            const letIn = told.filter(({ text }) => ["current", "previous"].includes(keys.match(text) ?? ""));
            expect(letIn).toEqual(told.filter(({ until }) => until > now));
            expect(keys.valid()).toHaveLength(letIn.length);
            expect(letIn.length).toBeLessThanOrEqual(2);
          }
        }),
        { numRuns: name === "SQLite" ? 25 : 5 },
      );
    });

    test("[Y4] of two at once leaves the key of the later one, and that of the earlier one before it", async () => {
      const { keys, fresh } = await open();
      const both = await Promise.all([changesOf(keys).rotate(HOUR), changesOf(keys).rotate(HOUR)]);
      // Which of them is the later one is the database's to say.
      expect(new Set(both.map((text) => keys.match(text)))).toEqual(new Set(["current", "previous"]));
      expect(keys.match(fresh ?? "")).toBeNull();
    });

    test("[Y4] that was cut off in the middle does not bring the old key back", async () => {
      const { keys, fresh } = await open();
      const text = await changesOf(keys).rotate(0);
      await plain.write(fresh ?? "");
      const again = await open();
      expect(again.keys.match(text)).toBe("current");
      expect(again.keys.match(fresh ?? "")).toBe("ended");
      expect(await plain.read()).toBeNull();
    });

    test("[Y5] can be ended at once; when each key was last used outlives a restart", async () => {
      const { keys, fresh } = await open();
      await changesOf(keys).rotate(720 * HOUR);
      keys.used("previous");
      await turn();
      await keys.close();
      const again = await open();
      expect(again.keys.valid()).toMatchObject([
        { is: "current", lastUsedAt: null },
        { is: "previous", lastUsedAt: now },
      ]);
      expect(await changesOf(again.keys).endPrevious()).toBe(true);
      expect(again.keys.match(fresh ?? "")).toBe("ended");
      expect(await changesOf(again.keys).endPrevious()).toBe(false);
    });
  });
});

test("[Y6] keys that the operator gives are told apart, and cannot be changed here", () => {
  const keys = createGivenKeys("now-now-now", "before-before", { now: () => 1_000 });
  expect(["now-now-now", "before-before", "neither"].map(keys.match)).toEqual(["current", "previous", null]);
  expect(keys.kept).toBeNull();
  keys.used("previous");
  expect(keys.valid()).toMatchObject([
    { is: "current", lastUsedAt: null },
    { is: "previous", lastUsedAt: 1_000 },
  ]);
});

test("[Y7] of a wrong key it is told whether it is cut off, holds blanks or is no key, and nothing else", () => {
  const keys = createGivenKeys("0123456789", null, { now: () => 1_000 });
  expect(["01234", "01234 56789", "KEY", "<key>", "0123456789ab", "9876543210"].map(keys.flawOf)).toEqual([
    "cut-off",
    "blanks",
    "placeholder",
    "placeholder",
    "too-long",
    "unknown",
  ]);
});
