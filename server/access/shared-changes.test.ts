import { afterEach, beforeEach, expect, test } from "vitest";
import { createLogger } from "#server/log.ts";
import type { Bus } from "#server/postgres/bus.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { createPostgres, type Postgres } from "#server/postgres/postgres.ts";
import type { AccessChange } from "./access-changes.ts";
import { openPostgresAccess } from "./postgres-access.ts";
import { openSharedChanges } from "./shared-changes.ts";

const log = createLogger("silent");

let postgres: Postgres;
beforeEach(async () => {
  postgres = createPostgres(await createDatabaseUnderTest(), log);
  await openPostgresAccess(postgres, log);
});
afterEach(() => postgres.close());

const silentBus: Bus = { tell: () => undefined, hear: () => () => undefined };

async function listen(bus = silentBus) {
  const changes = await openSharedChanges(postgres, bus);
  const heard: (AccessChange | null)[] = [];
  changes.subscribe((change) => void heard.push(change));
  return { changes, heard };
}

const end = (session: string) => postgres.query("SELECT access_changed('session', $1)", [session]);
const ended = (sessionId: string) => ({ of: "session", sessionId });

test("[L405] what is changed is told once, in the order of its commit, however many change something at once", async () => {
  await end("before");
  const { changes, heard } = await listen();
  const names = Array.from({ length: 60 }, (_, n) => `s${n}`);
  const writing = Promise.all(names.map(end));
  for (let looks = 0; looks < 10; looks += 1) await changes.look();
  await writing;
  await Promise.all([changes.look(), changes.look(), changes.look()]);
  expect(heard.map((change) => change?.of === "session" && change.sessionId).sort()).toEqual(names.sort());
  const kept = await postgres.query<{ about: string }>("SELECT about FROM access_change ORDER BY version");
  expect(heard).toEqual(kept.slice(1).map(({ about }) => ended(about)));
});

test("[L405] who misses so much that it is not kept, or whose database is one of before, takes everything for changed", async () => {
  const { changes, heard } = await listen();
  await postgres.query("SELECT access_changed('session', n::text) FROM generate_series(1, 1001) AS n");
  await changes.look();
  expect(heard).toEqual([null]);
  expect(await postgres.query("SELECT count(*) AS kept FROM access_change")).toEqual([{ kept: 1_000 }]);
  await postgres.query("UPDATE access_version SET version = 7");
  await postgres.query("DELETE FROM access_change");
  await changes.look();
  await end("after");
  await changes.look();
  expect(heard).toEqual([null, null, ended("after")]);
});

test("[L405] what could not be taken in is told once more", async () => {
  const { changes, heard } = await listen();
  const failing = changes.subscribe(async () => {
    throw new Error("the database is away");
  });
  await end("one");
  await expect(changes.look()).rejects.toThrow("away");
  failing();
  await changes.look();
  await changes.look();
  expect(heard).toEqual([ended("one"), ended("one")]);
});

test("[L405] a word from another server has it looked at once", async () => {
  let say: (content: string | null) => void = () => undefined;
  const bus: Bus = {
    tell: () => undefined,
    hear(topic, listener) {
      if (topic === "accounts") say = listener;
      return () => undefined;
    },
  };
  const { changes } = await listen(bus);
  const told = new Promise((resolve) => changes.subscribe(resolve));
  await end("one");
  say(null);
  expect(await told).toEqual(ended("one"));
});

test("[L405] what a later version says that this one does not know is passed over", async () => {
  const { changes, heard } = await listen();
  await postgres.query("SELECT access_changed('moon', 'full'), access_changed('command', '{}')");
  await end("one");
  await changes.look();
  expect(heard).toEqual([ended("one")]);
});
