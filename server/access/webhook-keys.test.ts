import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keyFileIn } from "#server/config/webhook-key.ts";
import { createLogger } from "#server/log.ts";
import { openAccessDatabase } from "./access-database.ts";
import { secretDigest } from "./secret-digest.ts";
import type { KeptKeys, WebhookKeys } from "./webhook-keys.ts";
import { createGivenKeys } from "./webhook-keys-given.ts";
import { type OpenedKeys, openKeptKeys } from "./webhook-keys-kept.ts";
import { createSqliteKeyStore } from "./webhook-keys-store.ts";

const HOUR = 3_600_000;

let folder: string;
let path: string;
let now: number;
let database: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ringside-keys-"));
  path = join(folder, "webhook-key");
  now = Date.parse("2026-03-02T10:00:00Z");
  database = openAccessDatabase(join(folder, "access.db"));
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): Promise<OpenedKeys> {
  return openKeptKeys({
    store: createSqliteKeyStore(database),
    file: keyFileIn(folder),
    clock: { now: () => now },
    log: createLogger("silent"),
  });
}

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

const textIn = (): string => readFileSync(path, "utf8").trim();

describe("a key of the server's own", () => {
  test("[Y1] is made by the first start, told by that start alone, and kept as a digest", async () => {
    const { keys, fresh } = await open();
    expect(fresh).toBe(textIn());
    expect(keys.match(fresh ?? "")).toBe("current");
    expect(keys.match(`${fresh}x`)).toBeNull();
    const again = await open();
    expect(again.fresh).toBeNull();
    expect(again.keys.match(fresh ?? "")).toBe("current");
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const bytes = readFileSync(join(folder, "access.db"));
    expect(bytes.includes(fresh ?? "none")).toBe(false);
    expect(bytes.includes(secretDigest(fresh ?? ""))).toBe(true);
  });

  test("[Y2] stands in its file until an admin who saw it says that it is pasted", async () => {
    const { keys, fresh } = await open();
    expect(changesOf(keys).showable()).toBe(true);
    expect(await changesOf(keys).show()).toBe(fresh);
    expect(existsSync(path)).toBe(true);
    await changesOf(keys).forget();
    expect(existsSync(path)).toBe(false);
    expect(changesOf(keys).showable()).toBe(false);
    expect(await changesOf(keys).show()).toBeNull();
    expect(keys.match(fresh ?? "")).toBe("current");
    expect((await open()).keys.match(fresh ?? "")).toBe("current");
    expect(existsSync(path)).toBe(false);
  });

  test("[Y2] stands in its file until a delivery comes with it after an admin saw it, across a restart too", async () => {
    const first = await open();
    first.keys.used("current");
    await turn();
    expect(existsSync(path)).toBe(true);
    await changesOf(first.keys).show();
    const { keys } = await open();
    expect(existsSync(path)).toBe(true);
    keys.used("current");
    await turn();
    expect(existsSync(path)).toBe(false);
  });

  test("[Y3] gives way to the owner's own text in the file", async () => {
    const { fresh } = await open();
    writeFileSync(path, "the-owner-wrote-this-one\n");
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
    expect(existsSync(path)).toBe(false);
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
    const hours = fc.integer({ min: 0, max: 720 });
    const step = fc.record({ does: fc.constantFrom("rotate", "end", "wait", "reopen"), hours });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        database.exec("DROP TABLE IF EXISTS webhook_key");
        rmSync(path, { force: true });
        const opened = await open();
        let keys = opened.keys;
        let told = [{ text: opened.fresh ?? "", until: Number.POSITIVE_INFINITY }];
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
      { numRuns: 25 },
    );
  });

  test("[Y4] of two at once leaves the key of the later one, and that of the earlier one before it", async () => {
    const { keys, fresh } = await open();
    const [one = "", two = ""] = await Promise.all([changesOf(keys).rotate(HOUR), changesOf(keys).rotate(HOUR)]);
    expect([keys.match(two), keys.match(one), keys.match(fresh ?? "")]).toEqual(["current", "previous", null]);
  });

  test("[Y4] that was cut off in the middle does not bring the old key back", async () => {
    const { keys, fresh } = await open();
    const text = await changesOf(keys).rotate(0);
    writeFileSync(path, `${fresh}\n`);
    const again = await open();
    expect(again.keys.match(text)).toBe("current");
    expect(again.keys.match(fresh ?? "")).toBe("ended");
    expect(existsSync(path)).toBe(false);
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

test("[Y6] keys that the operator gives are told apart, and cannot be changed here", () => {
  const keys = createGivenKeys("now-now-now", "before-before", { now: () => now });
  expect(["now-now-now", "before-before", "neither"].map(keys.match)).toEqual(["current", "previous", null]);
  expect(keys.kept).toBeNull();
  keys.used("previous");
  expect(keys.valid()).toMatchObject([
    { is: "current", lastUsedAt: null },
    { is: "previous", lastUsedAt: now },
  ]);
});

test("[Y7] of a wrong key it is told whether it is cut off, holds blanks or is no key, and nothing else", () => {
  const keys = createGivenKeys("0123456789", null, { now: () => now });
  expect(["01234", "01234 56789", "KEY", "<key>", "0123456789ab", "9876543210"].map(keys.flawOf)).toEqual([
    "cut-off",
    "blanks",
    "placeholder",
    "placeholder",
    "too-long",
    "unknown",
  ]);
});
