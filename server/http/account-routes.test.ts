import { afterEach, beforeEach, expect, test } from "vitest";
import { accountsAnswer } from "#lib/protocol/api/access-answers.ts";
import { type ClosedOffice, commonWord, firstAdmin, openClosedOffice } from "./office-under-test.ts";

let office: ClosedOffice;
beforeEach(async () => {
  office = await openClosedOffice(null);
});
afterEach(() => office.stop());

const handed = "a word for the start";
const newcomer = { email: "New@office.example", name: "New One", role: "agent", extension: "204", password: handed };

async function accounts() {
  return accountsAnswer.parse(await office.admin.get("/api/accounts")).accounts;
}

async function idOf(email: string): Promise<string> {
  return (await accounts()).find((account) => account.email === email)?.id ?? "";
}

test("[L11] an admin sees who has an account, by name, and when they were last here", async () => {
  await office.as("agent", "204");
  expect(await accounts()).toEqual([
    {
      id: expect.any(String),
      name: "Ada First",
      email: firstAdmin.email,
      role: "admin",
      extension: null,
      mustChangePassword: false,
      hasPassword: true,
      ofCompany: false,
      createdAt: expect.any(String),
      lastSeenAt: expect.any(String),
      sessions: 1,
    },
    expect.objectContaining({ name: "agent 1", role: "agent", extension: "204", sessions: 1 }),
  ]);
});

test("[L11] a new account is clean, has an email of its own, and a password that must be changed", async () => {
  const add = (change: object) => office.admin.post("/api/accounts", { ...newcomer, ...change });
  const { body } = await add({ name: " New\u202e One ", extension: " 204\u0000 " });
  expect(body.account).toEqual({
    id: expect.any(String),
    name: "New One",
    email: "new@office.example",
    role: "agent",
    extension: "204",
  });
  expect(await accounts()).toContainEqual(
    expect.objectContaining({ email: "new@office.example", mustChangePassword: true, lastSeenAt: null, sessions: 0 }),
  );
  expect((await add({ email: "NEW@OFFICE.EXAMPLE" })).status).toBe(409);
  expect((await add({ email: "two words@office.example" })).status).toBe(400);
  expect((await add({ email: "x@office.example", password: "passwordpassword" })).status).toBe(400);
  expect((await add({ email: "x@office.example", role: "screen" })).status).toBe(400);
  expect(await accounts()).toHaveLength(2);
});

test("[L12] a role that changes counts at once for who is signed in", async () => {
  const agent = await office.as("agent");
  expect((await agent.fetch("/api/directory.csv")).status).toBe(403);
  const change = { id: await idOf("agent-1@office.example"), name: "Up", role: "supervisor", extension: null };
  expect((await office.admin.post("/api/accounts/change", change)).body.account).toMatchObject({ name: "Up" });
  expect((await agent.get("/api/session")).who).toMatchObject({ name: "Up", role: "supervisor", extension: null });
  expect((await agent.fetch("/api/directory.csv")).status).not.toBe(403);
});

test("[L12] who is removed is out at once, and comes in no more", async () => {
  const agent = await office.as("agent");
  const id = await idOf("agent-1@office.example");
  expect((await office.admin.post("/api/accounts/remove", { id })).status).toBe(200);
  expect((await agent.fetch("/api/board")).status).toBe(401);
  await expect(office.signIn("agent-1@office.example", commonWord)).rejects.toThrow("401");
  expect((await office.admin.post("/api/accounts/remove", { id })).status).toBe(404);
});

test("[L12] a password that is reset ends every session, and must be changed", async () => {
  const agent = await office.as("agent");
  const id = await idOf("agent-1@office.example");
  expect((await office.admin.post("/api/accounts/password", { id, password: "short" })).status).toBe(400);
  expect((await office.admin.post("/api/accounts/password", { id, password: handed })).status).toBe(200);
  expect((await agent.get("/api/session")).who).toEqual({ is: "nobody" });
  const again = await office.signIn("agent-1@office.example", handed);
  expect((await again.get("/api/session")).who).toMatchObject({ mustChangePassword: true });
  expect((await office.admin.post("/api/accounts/password", { id: "none", password: handed })).status).toBe(404);
});

test("[L13] the last admin can be neither removed nor made less", async () => {
  const id = await idOf(firstAdmin.email);
  const less = { id, name: "Ada First", role: "supervisor", extension: null };
  expect((await office.admin.post("/api/accounts/remove", { id })).status).toBe(409);
  expect((await office.admin.post("/api/accounts/change", less)).status).toBe(409);
  const other = await office.as("admin");
  expect((await office.admin.post("/api/accounts/change", less)).status).toBe(200);
  const otherId = (await other.get("/api/session")).who.id;
  expect((await other.post("/api/accounts/remove", { id: otherId })).status).toBe(409);
});

test("[L13] only admins have anything to do with accounts", async () => {
  const [agent, supervisor] = [await office.as("agent"), await office.as("supervisor")];
  const id = await idOf(firstAdmin.email);
  for (const [who, status] of [
    [agent, 403],
    [supervisor, 403],
  ] as const) {
    expect((await who.fetch("/api/accounts")).status).toBe(status);
    expect((await who.post("/api/accounts", newcomer)).status).toBe(status);
    expect((await who.post("/api/accounts/remove", { id })).status).toBe(status);
    expect((await who.post("/api/accounts/password", { id, password: handed })).status).toBe(status);
    expect((await who.post("/api/accounts/change", { ...newcomer, id })).status).toBe(status);
  }
  expect((await office.post("/api/accounts", newcomer)).status).toBe(401);
});

test("[L14] what is done with accounts and sessions is noted, with who did it", async () => {
  const agent = await office.as("agent");
  await agent.post("/api/sign-out", {});
  await office.post("/api/sign-in", { email: firstAdmin.email, password: "not the password" });
  const { entries } = await office.admin.get("/api/audit");
  const told = entries.map(({ kind, who }: { kind: string; who: { name: string | null } }) => [kind, who.name]);
  expect(told).toEqual([
    ["sign-in-failed", null],
    ["signed-out", "agent 1"],
    ["password-set", "agent 1"],
    ["signed-in", "agent 1"],
    ["account-made", "Ada First"],
    ["signed-in", "Ada First"],
  ]);
});
