import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { accountsAnswer } from "#lib/protocol/api/access-answers.ts";
import { auditAnswer } from "#lib/protocol/api/audit-answers.ts";
import { type CompanyService, startCompanyService } from "#server/access/company-service-under-test.ts";
import type { CompanyAccess } from "#server/config/company-environment.ts";
import { createDatabaseUnderTest } from "#server/postgres/database-under-test.ts";
import { freePort } from "./free-port-under-test.ts";
import { type ClosedOffice, firstAdmin, openClosedOffice } from "./office-under-test.ts";

const person = { name: "Lin W.", email: "lin@example.com", email_verified: true, groups: ["leads"], extension: "204" };
const people = {
  lin: person,
  stranger: { ...person, email: "stranger@example.com", groups: ["others"] },
  admin: { ...person, email: firstAdmin.email, groups: ["agents"] },
  newcomer: { ...person, name: "Noor", email: "noor@example.com" },
  imitator: { ...person, email: firstAdmin.email, email_verified: false, groups: [] },
};

let service: CompanyService;
let company: CompanyAccess;
let office: ClosedOffice;
beforeEach(async () => {
  const port = await freePort();
  service = await startCompanyService(`http://127.0.0.1:${port}/api/oidc/callback`, people);
  company = {
    issuer: service.issuer,
    clientId: service.clientId,
    clientSecret: service.clientSecret,
    name: "the company",
    scopes: "openid profile email",
    groupsClaim: "groups",
    extensionClaim: "extension",
    roles: { admin: [], supervisor: ["leads"], agent: ["agents"] },
  };
  office = await openClosedOffice(null, {}, { port, company });
});
afterEach(async () => {
  await office.stop();
  await service.stop();
});

const ask = (url: string | URL, cookie = "") => fetch(url, { redirect: "manual", headers: { cookie } });
const cookiesOf = (answer: Response) => answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");

/** What somebody's browser sees who goes to the service and comes back. */
async function comeBy(login: string, next = ""): Promise<Response> {
  const departure = await ask(`${office.url}/api/oidc/start?next=${encodeURIComponent(next)}`);
  const returned = await service.visit(departure.headers.get("location") ?? "", login);
  return ask(returned, cookiesOf(departure).join("; "));
}

async function whoIs(answer: Response) {
  const session = cookiesOf(answer).find((cookie) => cookie.startsWith("ringside-session="));
  const told = await ask(`${office.url}/api/session`, session);
  return (await told.json()).who;
}

test("[L73] who has a role by a group of the company's comes in, and has an account from then on", async () => {
  const answer = await comeBy("lin");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/supervisor"]);
  const lin = { is: "account", name: "Lin W.", email: "lin@example.com", role: "supervisor", extension: "204" };
  expect(await whoIs(answer)).toMatchObject(lin);
  const again = await whoIs(await comeBy("lin"));
  expect(again.id).toBe((await whoIs(answer)).id);
  expect((await office.admin.get("/api/accounts")).accounts).toHaveLength(2);
});

test("[L409] whoever goes to the company's service from one server may come back to another", async () => {
  const publicUrl = office.url;
  const databaseUrl = await createDatabaseUnderTest();
  const folder = mkdtempSync(join(tmpdir(), "ringside-company-"));
  const open = (name: string) => openClosedOffice(join(folder, name), {}, { port: 0, company, publicUrl, databaseUrl });
  const [one, other] = [await open("one"), await open("other")];
  const departure = await ask(`${one.url}/api/oidc/start`);
  const returned = await service.visit(departure.headers.get("location") ?? "", "lin");
  expect(returned.href.startsWith(publicUrl)).toBe(true);
  const answer = await ask(`${other.url}${returned.pathname}${returned.search}`, cookiesOf(departure).join("; "));
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/supervisor"]);
  const session = cookiesOf(answer).find((cookie) => cookie.startsWith("ringside-session="));
  const told = await (await ask(`${one.url}/api/session`, session)).json();
  expect(told.who).toMatchObject({ name: "Lin W.", role: "supervisor" });
  for (const { stop } of [one, other]) await stop();
  rmSync(folder, { recursive: true });
});

test("[L401] whose account is the company's is told to admins, and to who has no password here", async () => {
  const signIns = async (email: string) => {
    const { accounts } = accountsAnswer.parse(await office.admin.get("/api/accounts"));
    const found = accounts.find((account) => account.email === email);
    return found && { password: found.hasPassword, company: found.ofCompany };
  };
  expect(await whoIs(await comeBy("lin"))).toMatchObject({ hasPassword: false });
  expect(await signIns(person.email)).toEqual({ password: false, company: true });
  expect(await signIns(firstAdmin.email)).toEqual({ password: true, company: false });
  expect(await whoIs(await comeBy("admin"))).toMatchObject({ hasPassword: true });
  expect(await signIns(firstAdmin.email)).toEqual({ password: true, company: true });
});

test("[L73] who is known by nothing here gets no further than the sign-in page", async () => {
  const answer = await comeBy("stranger");
  expect([answer.status, answer.headers.get("location")]).toEqual([303, "/sign-in?problem=unknown"]);
  expect((await whoIs(answer)).is).toBe("nobody");
});

test("[L73] an email that the service vouches for is that of the account here; the last admin stays one", async () => {
  expect(await whoIs(await comeBy("admin"))).toMatchObject({ name: firstAdmin.name, role: "admin" });
});

test("[L73] an email that it does not vouch for is nobody's", async () => {
  expect((await whoIs(await comeBy("imitator"))).is).toBe("nobody");
});

test("[L74] people come to the page they wanted, where it is this server's", async () => {
  expect((await comeBy("lin", "/calls?queue=820")).headers.get("location")).toBe("/calls?queue=820");
  expect((await comeBy("lin", "https://evil.example/")).headers.get("location")).toBe("/supervisor");
  expect((await comeBy("lin", "//evil.example/")).headers.get("location")).toBe("/supervisor");
});

test("[L74] whoever brings back another's answer is nobody", async () => {
  const [mine, theirs] = [await ask(`${office.url}/api/oidc/start`), await ask(`${office.url}/api/oidc/start`)];
  const returned = await service.visit(theirs.headers.get("location") ?? "", "lin");
  for (const cookie of [cookiesOf(mine).join("; "), "", "ringside-departure=e30", "ringside-departure=%"]) {
    const answer = await ask(returned, cookie);
    expect(answer.headers.get("location")).toBe("/sign-in?problem=failed");
    expect((await whoIs(answer)).is).toBe("nobody");
  }
});

test("[L74] whoever says no there is told that it was called off", async () => {
  const departure = await ask(`${office.url}/api/oidc/start`);
  const answer = await ask(`${office.url}/api/oidc/callback?error=access_denied`, cookiesOf(departure).join("; "));
  expect(answer.headers.get("location")).toBe("/sign-in?problem=cancelled");
});

test("[L74] while the service is away the sign-in page says so", async () => {
  await service.stop();
  const answer = await ask(`${office.url}/api/oidc/start`);
  expect(answer.headers.get("location")).toBe("/sign-in?problem=away");
});

test("[L75] what is kept for the way there and back is out of reach of scripts, and taken away after it", async () => {
  const departure = await ask(`${office.url}/api/oidc/start`);
  expect(departure.headers.get("set-cookie")).toMatch(
    /^ringside-departure=[\w-]+; HttpOnly; SameSite=Lax; Path=\/; Max-Age=600$/,
  );
  const answer = await comeBy("lin");
  expect(answer.headers.getSetCookie()[0]).toMatch(/^ringside-departure=;.*Max-Age=0$/);
});

test("[L302] over HTTPS nobody comes back by what plain HTTP could have set", async () => {
  const secure = await openClosedOffice(null, {}, { company, publicUrl: "https://board.example" });
  const [cookie = ""] = cookiesOf(await ask(`${secure.url}/api/oidc/start`));
  expect(cookie).toMatch(/^__Host-ringside-departure=/);
  const back = async (given: string) =>
    (await ask(`${secure.url}/api/oidc/callback?error=access_denied`, given)).headers.get("location");
  expect(await back(cookie)).toBe("/sign-in?problem=cancelled");
  expect(await back(cookie.replace("__Host-", ""))).toBe("/sign-in?problem=failed");
  await secure.stop();
});

test("[L304] an account that the service makes, takes over or changes is noted, once", async () => {
  const handed = { name: "Lin", role: "agent", extension: null, password: "a word for one morning" };
  await office.admin.post("/api/accounts", { ...handed, email: person.email });
  await comeBy("lin");
  await comeBy("newcomer");
  await comeBy("lin");
  await comeBy("newcomer");
  const { entries } = auditAnswer.parse(await office.admin.get("/api/audit"));
  const ofAccounts = entries.filter(({ kind }) => kind.startsWith("account-"));
  expect(ofAccounts.map(({ kind, who, about }) => [kind, who.role, about?.name])).toEqual([
    ["account-made", null, "Noor"],
    ["account-changed", null, "Lin"],
    ["account-changed", null, "Lin"],
    ["account-made", "admin", "Lin"],
  ]);
});
