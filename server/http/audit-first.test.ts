import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, test } from "vitest";
import { auditAnswer } from "#lib/protocol/api/audit-answers.ts";
import { accessPath } from "#server/config/data-folder.ts";
import { type ClosedOffice, openClosedOffice, postTo } from "./office-under-test.ts";

let folder: string;
let office: ClosedOffice;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "ringside-audit-first-"));
  office = await openClosedOffice(folder);
});
afterEach(async () => {
  await office.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** As a log whose disk is full. */
function fillTheLog(): void {
  const database = new DatabaseSync(accessPath(folder));
  database.exec("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");
  database.close();
}

const look = { k: null, theme: "system", sound: false };
const wish = { name: "Hall", board: "all", look, expiresAt: null };

/** A browser that shows a code. */
async function television() {
  const { body, headers } = await postTo(office.url, "/api/pairing", {});
  const cookie = headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const state = async () => (await (await fetch(`${office.url}/api/pairing`, { headers: { cookie } })).json()).state;
  return { code: body.code as string, state };
}

test("[L301] what cannot be noted is not done: accounts, sessions, screens", async () => {
  const { admin } = office;
  const agent = await office.as("agent");
  const { id } = (await agent.get("/api/session")).who;
  const shown = await television();
  const { id: screen } = (await admin.post("/api/screens/approve", { by: "x", code: shown.code, ...wish })).body;
  const waiting = await television();
  const before = [await admin.get("/api/accounts"), await admin.get("/api/screens")];
  fillTheLog();

  const person = { name: "Another", role: "supervisor", extension: null };
  const deeds: [string, object][] = [
    ["/api/accounts", { ...person, email: "another@office.example", password: "a word for the start" }],
    ["/api/accounts/change", { id, ...person }],
    ["/api/accounts/password", { id, password: "a word for the start" }],
    ["/api/accounts/remove", { id }],
    ["/api/sessions/revoke", { accountId: id }],
    ["/api/screens/approve", { by: "x", code: waiting.code, ...wish }],
    ["/api/screens/change", { by: "x", id: screen, ...wish, name: "Attic" }],
    ["/api/screens/revoke", { by: "x", id: screen }],
  ];
  for (const [path, body] of deeds) expect([path, (await admin.post(path, body)).status]).toEqual([path, 503]);

  expect([await admin.get("/api/accounts"), await admin.get("/api/screens")]).toEqual(before);
  expect((await agent.get("/api/session")).who).toMatchObject({ id, role: "agent" });
  expect(await waiting.state()).toBe("pending");
});

test("[L301] what is refused is not noted as done, and whose session was ended is", async () => {
  const { admin } = office;
  const agent = await office.as("agent");
  const own = (await admin.get("/api/session")).who;
  const { id, name } = (await agent.get("/api/session")).who;
  await admin.post("/api/accounts/remove", { id: own.id });
  await admin.post("/api/accounts/change", { id: own.id, name: own.name, role: "agent", extension: null });
  const again = { name, role: "agent", extension: "101", password: "a word for the start" };
  await admin.post("/api/accounts", { ...again, email: "agent-1@office.example" });
  await admin.post("/api/sessions/revoke", { accountId: id });
  const { entries } = auditAnswer.parse(await admin.get("/api/audit?limit=2"));
  expect(entries).toMatchObject([
    { kind: "session-revoked", about: { of: "account", id, name } },
    { kind: "password-set", about: { of: "account", id } },
  ]);
});
