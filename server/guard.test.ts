import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings } from "#lib/board/board-settings.ts";
import type { EndedRight } from "./access/gatekeeper.ts";
import { systemClock } from "./clock.ts";
import { trialConfig } from "./config/trial-config.ts";
import { createEndings, type Endings } from "./endings.ts";
import { openGuard } from "./guard.ts";
import { createLogger } from "./log.ts";
import type { Bus } from "./postgres/bus.ts";
import { createDatabaseUnderTest } from "./postgres/database-under-test.ts";
import { createPostgres } from "./postgres/postgres.ts";

const log = createLogger("silent");
/** Not a word between the servers gets through. */
const deafBus: Bus = { tell: () => undefined, hear: () => () => undefined };

let databaseUrl: string;
let endings: Endings;
beforeEach(async () => {
  databaseUrl = await createDatabaseUnderTest();
  endings = createEndings(log);
});
afterEach(() => endings.run());

function open() {
  const postgres = createPostgres(databaseUrl, log);
  endings.add("the database", postgres.close);
  const admin = { email: "ada@office.example", name: "Ada", password: "a long way to the north" };
  return openGuard(
    {
      config: { ...trialConfig, dataFolder: "", access: "closed", accounts: { secret: null, admin } },
      overrides: { passwordCost: { N: 2, r: 1, p: 1 } },
      shared: { postgres, bus: deafBus },
      clock: systemClock,
      settings: () => defaultSettings,
      log,
    },
    endings,
  );
}

test("[L405] what ends at one server is told at another that hears nothing of it, since it looks by itself", async () => {
  const [one, other] = [await open(), await open()];
  const [ada] = await one.entrance.accounts.list();
  if (ada === undefined) throw new Error("nobody has an account");
  const { token, standing } = await one.entrance.sessions.begin(ada, { address: "198.51.100.7", userAgent: "" });
  const headers = { cookie: `ringside-session=${token}` };
  expect(await other.gatekeeper.principalOf(headers)).toMatchObject({ is: "account", name: "Ada" });
  const look = { k: null, theme: "system", sound: false } as const;
  const { id } = await one.screens.approve({ name: "Hall", board: "all", look, expiresAt: null }, "Ana");

  const rights = new Map<string, () => void>();
  other.gatekeeper.subscribe((right) => rights.get(nameOf(right))?.());
  const told = (name: string) => new Promise<void>((resolve) => rights.set(name, resolve));
  const both = Promise.all([told(standing.session.id), told(id)]);
  await one.entrance.sessions.end(standing.session.id);
  await one.screens.revoke(id);
  await both;
  expect(await other.gatekeeper.principalOf(headers)).toEqual({ is: "nobody" });
});

function nameOf(right: EndedRight): string {
  switch (right.of) {
    case "session":
      return right.sessionId;
    case "account":
      return right.accountId;
    case "screen":
      return right.screenId;
  }
}
