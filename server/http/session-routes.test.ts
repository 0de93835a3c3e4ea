import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sessionAnswer, sessionsAnswer } from "#lib/protocol/api/access-answers.ts";
import { trialConfig } from "#server/config/trial-config.ts";
import { type ClosedOffice, commonWord, firstAdmin, openClosedOffice, openOffice } from "./office-under-test.ts";

const begin = Date.UTC(2026, 2, 2, 12);
const day = 24 * 3600 * 1000;

let folder: string;
let office: ClosedOffice;
let now: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-sessions-"));
  now = begin;
  office = await openClosedOffice(folder, { clock: { now: () => now } });
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

const { email, password } = firstAdmin;

async function reopen(): Promise<void> {
  await office.stop();
  office = await openClosedOffice(folder, { clock: { now: () => now } });
}

async function whoIs(cookie: string) {
  const answer = await fetch(`${office.url}/api/session`, { headers: { cookie } });
  return sessionAnswer.parse(await answer.json()).who;
}

describe("who one is", () => {
  test("[L1] the session tells who one is, and nobody that they are nobody", async () => {
    const agent = await office.as("agent", "204");
    expect(sessionAnswer.parse(await agent.get("/api/session"))).toEqual({
      access: "closed",
      setUp: true,
      who: {
        is: "account",
        id: expect.any(String),
        name: "agent 1",
        email: "agent-1@office.example",
        role: "agent",
        extension: "204",
        mustChangePassword: false,
        hasPassword: true,
      },
      oidc: null,
      site: { place: "Test", masking: "none", worksCouncil: false },
    });
    expect((await office.get("/api/session")).who).toEqual({ is: "nobody" });
    expect(await whoIs("ringside-session=nonsense; ringside-screen=nonsense")).toEqual({ is: "nobody" });
    expect(await whoIs(`ringside-session=${"a".repeat(43)}`)).toEqual({ is: "nobody" });
  });

  test("[L1] an open server asks nobody who they are", async () => {
    const open = await openOffice(null);
    expect(await open.get("/api/session")).toMatchObject({ access: "open", setUp: true, who: { is: "open" } });
    await open.stop();
  });
});

describe("coming in", () => {
  test("[L2] a sign-in gives a cookie that no script reads and no other site sends", async () => {
    const { status, body, headers } = await office.post("/api/sign-in", { email, password });
    expect([status, body]).toEqual([200, { home: "/supervisor" }]);
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^ringside-session=[\w-]{43}; HttpOnly; SameSite=Lax; Path=\/; Max-Age=34560000$/),
    ]);
  });

  test("[L2] over HTTPS the cookie is for this host and for HTTPS alone, and no other counts", async () => {
    await office.stop();
    const publicUrl = "https://board.example";
    const app = await openOffice(folder, {}, { ...trialConfig, access: "closed", publicUrl });
    const { headers } = await app.post("/api/sign-in", { email, password });
    const [line = ""] = headers.getSetCookie();
    expect(line).toMatch(/^__Host-ringside-session=[\w-]{43}; Secure; HttpOnly; SameSite=Lax; Path=\/;/);
    const who = async (given: string) =>
      (await (await fetch(`${app.url}/api/session`, { headers: { cookie: given } })).json()).who.is;
    const [cookie = ""] = line.split(";");
    expect([await who(cookie), await who(cookie.replace("__Host-", ""))]).toEqual(["account", "nobody"]);
    await app.stop();
    office = await openClosedOffice(folder);
  });

  test("[L2] one comes to the page that was wanted, if it is one of this server", async () => {
    const homes = await Promise.all(
      [
        "/reports?from=1",
        "//evil.example/x",
        "https://evil.example",
        "/\\evil.example",
        "/api/calls.csv",
        "/sign-in",
      ].map(async (next) => (await office.post("/api/sign-in", { email, password, next })).body.home),
    );
    expect(homes).toEqual(["/reports?from=1", ...Array.from({ length: 5 }, () => "/supervisor")]);
    const agent = await office.as("agent", "204");
    expect((await office.post("/api/sign-in", { email: "AGENT-1@office.example", password: commonWord })).body).toEqual(
      {
        home: "/desk/204",
      },
    );
    expect((await agent.get("/api/sessions")).sessions).toHaveLength(2);
  });

  test("[L3] an unknown email and a wrong password are answered alike", async () => {
    const wrong = await office.post("/api/sign-in", { email, password: "not the password" });
    const unknown = await office.post("/api/sign-in", { email: "who@office.example", password });
    expect([wrong.status, wrong.body]).toEqual([401, unknown.body]);
    expect(wrong.headers.getSetCookie()).toEqual([]);
    expect([...wrong.headers.keys()]).toEqual([...unknown.headers.keys()]);
  });

  test("[L4] only this server's own pages sign in", async () => {
    const answers = await Promise.all([
      office.post("/api/sign-in", { email, password }, { origin: "https://evil.example" }),
      office.post("/api/sign-in", { email, password }, { "content-type": "text/plain" }),
      office.post("/api/sign-in", { email }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 415, 400]);
  });

  test("[L5] after some wrong passwords one must wait, twice as long each time, and then the right one is taken", async () => {
    const attempt = (word: string) => office.post("/api/sign-in", { email: "who@office.example", password: word });
    const waits: unknown[] = [];
    for (let n = 0; n < 9; n++) {
      const { status, headers } = await attempt(`wrong ${n}`);
      waits.push(status === 429 ? Number(headers.get("retry-after")) : status);
      if (status === 429) now += Number(headers.get("retry-after")) * 1000;
    }
    expect(waits).toEqual([401, 401, 401, 401, 401, 1, 401, 2, 401]);
    // What one account is guessed at with holds nobody else up.
    expect((await office.post("/api/sign-in", { email, password })).status).toBe(200);
  });
});

describe("sessions", () => {
  test("[L6] a session outlives a restart, and 30 days without use end it", async () => {
    const supervisor = await office.as("supervisor");
    await reopen();
    now += 29 * day;
    expect(await whoIs(supervisor.cookie)).toMatchObject({ is: "account" });
    await reopen();
    now += 29 * day;
    expect(await whoIs(supervisor.cookie)).toMatchObject({ is: "account" });
    now += 30 * day + 60_000;
    expect(await whoIs(supervisor.cookie)).toEqual({ is: "nobody" });
  });

  test("[L6] each page gives the cookie anew, so that a browser does not forget it", async () => {
    const answer = await office.admin.fetch("/api/session");
    expect(answer.headers.getSetCookie()[0]).toContain(`${office.admin.cookie}; HttpOnly`);
    expect((await fetch(`${office.url}/api/session`)).headers.getSetCookie()).toEqual([]);
  });

  test("[L6] no file of the server holds a token or a password", async () => {
    const agent = await office.as("agent");
    const token = agent.cookie.split("=")[1] ?? "";
    expect(token).toHaveLength(43);
    await office.stop();
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)).toString("latin1"));
    expect(files.filter((text) => text.includes("agent-1@office.example"))).not.toEqual([]);
    for (const secret of [token, commonWord, password]) {
      expect(files.filter((text) => text.includes(secret))).toEqual([]);
    }
    office = await openClosedOffice(folder);
  });

  test("[L305] of more than 50 sessions of an account, those used longest ago end", async () => {
    const cookies: string[] = [];
    for (let n = 0; n < 51; n++) {
      now += 61_000;
      cookies.push((await office.signIn(email, password)).cookie);
      // It is used, so that it is not the one to go.
      if (n % 10 === 0) await whoIs(cookies[0] ?? "");
    }
    const living = await Promise.all(cookies.map(async (cookie) => (await whoIs(cookie)).is === "account"));
    expect(living.flatMap((lives, n) => (lives ? [] : [n]))).toEqual([1]);
  });

  test("[L7] one sees where one is signed in, and ends one place or all others", async () => {
    const agent = await office.as("agent");
    now += 1000;
    const device = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";
    const credentials = { email: "agent-1@office.example", password: commonWord };
    const elsewhere = await office.post("/api/sign-in", credentials, { "user-agent": device });
    const cookie = elsewhere.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const { sessions } = sessionsAnswer.parse(await agent.get("/api/sessions"));
    expect(
      sessions.map(({ device: words, address, current, lastSeenAt }) => [words, address, current, lastSeenAt]),
    ).toEqual([
      ["Firefox on Windows", "127.0.0.1", false, "2026-03-02T12:00:01.000Z"],
      ["Unknown device", "127.0.0.1", true, "2026-03-02T12:00:00.000Z"],
    ]);
    await agent.post("/api/sessions/revoke", { sessionId: sessions[0]?.id });
    expect([await whoIs(cookie), await whoIs(agent.cookie)]).toEqual([{ is: "nobody" }, expect.anything()]);
    const again = await office.signIn(credentials.email, commonWord);
    await again.post("/api/sessions/revoke", { mine: "others" });
    expect([(await whoIs(agent.cookie)).is, (await whoIs(again.cookie)).is]).toEqual(["nobody", "account"]);
  });

  test("[L7] an admin sees and ends everybody's; others only their own", async () => {
    const [agent, supervisor] = [await office.as("agent"), await office.as("supervisor")];
    const { sessions } = await office.admin.get("/api/sessions?of=everybody");
    expect(sessions.map(({ email: whose }: { email: string }) => whose).sort()).toEqual([
      "agent-1@office.example",
      "first@office.example",
      "supervisor-2@office.example",
    ]);
    expect((await supervisor.fetch("/api/sessions?of=everybody")).status).toBe(403);
    const [{ id, accountId }] = (await agent.get("/api/sessions")).sessions;
    expect((await supervisor.post("/api/sessions/revoke", { sessionId: id })).status).toBe(403);
    expect((await supervisor.post("/api/sessions/revoke", { accountId })).status).toBe(403);
    expect((await whoIs(agent.cookie)).is).toBe("account");
    expect((await office.admin.post("/api/sessions/revoke", { accountId })).status).toBe(200);
    expect((await whoIs(agent.cookie)).is).toBe("nobody");
  });

  test("[L7] signing out ends the session and takes the cookie away", async () => {
    const agent = await office.as("agent");
    const { headers, body } = await agent.post("/api/sign-out", {});
    expect(body).toEqual({ done: true });
    expect(headers.getSetCookie()[0]).toMatch(/^ringside-session=; .*Max-Age=0$/);
    expect(await whoIs(agent.cookie)).toEqual({ is: "nobody" });
    expect((await agent.post("/api/sign-out", {})).status).toBe(200);
  });
});

describe("one's own password", () => {
  const next = "another quiet word";

  test("[L8] asks for the current one, keeps the rules, and ends the other sessions", async () => {
    const agent = await office.as("agent");
    const other = await office.signIn("agent-1@office.example", commonWord);
    const change = (current: string, wanted: string) => agent.post("/api/password", { current, next: wanted });
    expect((await change("not the current one", next)).status).toBe(403);
    expect((await change(commonWord, "short")).body.detail).toBe("The password must have at least 12 characters.");
    expect((await change(commonWord, commonWord)).status).toBe(400);
    expect((await change(commonWord, next)).body).toEqual({ home: "/desk/101" });
    expect([(await whoIs(agent.cookie)).is, (await whoIs(other.cookie)).is]).toEqual(["account", "nobody"]);
    await expect(office.signIn("agent-1@office.example", commonWord)).rejects.toThrow("401");
    await office.signIn("agent-1@office.example", next);
  });

  test("[L8] nobody has none to change, and guessing the current one is slowed down", async () => {
    expect((await office.post("/api/password", { current: password, next })).status).toBe(401);
    const agent = await office.as("agent");
    const tries = await Promise.all(
      Array.from({ length: 8 }, (_, n) => agent.post("/api/password", { current: `wrong ${n}`, next })),
    );
    expect(tries.map(({ status }) => status).sort()).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
  });

  test("[L9] who was handed a password is nobody but for changing it", async () => {
    const handed = "a word for the start";
    const person = { email: "new@office.example", name: "New One", role: "supervisor", extension: null };
    await office.admin.post("/api/accounts", { ...person, password: handed });
    const newcomer = await office.post("/api/sign-in", { email: person.email, password: handed, next: "/reports" });
    expect(newcomer.body).toEqual({ home: "/sign-in" });
    const browser = await office.signIn(person.email, handed);
    expect(await whoIs(browser.cookie)).toMatchObject({ name: "New One", mustChangePassword: true });
    expect((await browser.fetch("/api/accounts")).status).toBe(401);
    expect((await browser.fetch("/api/board")).status).toBe(401);
    expect((await browser.post("/api/password", { current: handed, next })).body).toEqual({ home: "/supervisor" });
    expect(await whoIs(browser.cookie)).toMatchObject({ mustChangePassword: false });
    expect((await browser.fetch("/api/board")).status).toBe(200);
  });
});
