import { afterEach, beforeEach, expect, test } from "vitest";
import { createApp } from "#server/app.ts";
import { systemClock } from "#server/clock.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { createMemoryJournal } from "#server/journal/memory-journal.ts";
import { createLogger } from "#server/log.ts";
import { type Posted, postTo } from "./office-under-test.ts";

let url: string;
let code: string;
let stop: () => Promise<void>;

beforeEach(async () => {
  const app = createApp(
    { ...trialConfig, access: "closed", dataFolder: "" },
    {
      pages: false,
      journal: createMemoryJournal(systemClock),
      directory: new Map(),
      passwordCost: { N: 2, r: 1, p: 1 },
      log: createLogger("silent"),
    },
  );
  const started = await app.start();
  url = started.url;
  code = started.setupCode ?? "";
  stop = app.stop;
});
afterEach(() => stop());

const person = { name: "Ada First", email: "First@office.example", password: "a long way to the north" };

function setUp(given: Partial<typeof person & { code: string }> = {}): Promise<Posted> {
  return postTo(url, "/api/setup", { code, ...person, ...given });
}

test("[L10] the code that the server printed makes the first admin, signed in", async () => {
  expect(code).toMatch(/^[\dA-HJKMNP-TV-Z]{4}(?:-[\dA-HJKMNP-TV-Z]{4}){3}$/);
  expect((await (await fetch(`${url}/api/session`)).json()).setUp).toBe(false);
  const { status, body, headers } = await setUp();
  expect([status, body]).toEqual([200, { home: "/setup" }]);
  const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const session = await (await fetch(`${url}/api/session`, { headers: { cookie } })).json();
  expect(session).toMatchObject({
    setUp: true,
    who: { name: "Ada First", email: "first@office.example", role: "admin", mustChangePassword: false },
  });
});

test("[L10] the code is taken as a person types it", async () => {
  const typed = ` ${code.toLowerCase().replaceAll("-", " ").replaceAll("0", "o").replaceAll("1", "l")} `;
  expect((await setUp({ code: typed })).status).toBe(200);
});

test("[L10] a wrong code makes nobody, and guessing is slowed down", async () => {
  const answers = await Promise.all(Array.from({ length: 7 }, (_, n) => setUp({ code: `AAAA-AAAA-AAAA-000${n}` })));
  expect(answers.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 403, 429, 429]);
  expect((await (await fetch(`${url}/api/session`)).json()).setUp).toBe(false);
});

test("[L10] what is missing is told, and uses no code up", async () => {
  expect((await setUp({ email: "nobody" })).body.detail).toBe("email is no email address.");
  expect((await setUp({ password: "Ringside 2026!" })).body.detail).toBe(
    "The password must not hold the name of this product.",
  );
  expect((await setUp({ name: " \u202e " })).status).toBe(400);
  expect((await setUp()).status).toBe(200);
});

test("[L10] of two at once one becomes the first admin, and the code is used up", async () => {
  const answers = await Promise.all([setUp(), setUp({ email: "second@office.example" })]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect((await setUp({ email: "third@office.example" })).status).toBe(409);
  const cookie = answers.flatMap(({ headers }) => headers.getSetCookie())[0]?.split(";")[0] ?? "";
  expect((await (await fetch(`${url}/api/accounts`, { headers: { cookie } })).json()).accounts).toHaveLength(1);
});

test("[L10] where somebody has an account, no code is printed", async () => {
  await stop();
  const app = createApp(
    {
      ...trialConfig,
      access: "closed",
      dataFolder: "",
      accounts: { secret: null, admin: { ...person, email: "first@office.example" } },
    },
    {
      pages: false,
      journal: createMemoryJournal(systemClock),
      directory: new Map(),
      passwordCost: { N: 2, r: 1, p: 1 },
      log: createLogger("silent"),
    },
  );
  const started = await app.start();
  stop = app.stop;
  expect(started.setupCode).toBeNull();
  expect((await postTo(started.url, "/api/setup", { code: "", ...person })).status).toBe(409);
  expect((await postTo(started.url, "/api/sign-in", person)).status).toBe(200);
});
