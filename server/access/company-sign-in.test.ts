import { afterEach, beforeEach, expect, test } from "vitest";
import type { CompanyAccess } from "#server/config/company-environment.ts";
import { type CompanyService, startCompanyService } from "./company-service-under-test.ts";
import { CompanyRefused, CompanyUnavailable, createCompanySignIn } from "./company-sign-in.ts";

const callback = "http://127.0.0.1:9/api/oidc/callback";
const person = { name: "Lin W.", email: "Lin@example.com", email_verified: true, groups: ["staff", "leads"] };
const people = {
  lin: { ...person, extension: "204" },
  unproven: { ...person, email_verified: false, extension: "not a number" },
  chief: { ...person, groups: ["agents", "chiefs", "leads"] },
  hidden: { ...person, name: "L\0in\0 W." },
  "li\0n": person,
  stranger: { ...person, groups: [] },
};

let service: CompanyService;
let access: CompanyAccess;
beforeEach(async () => {
  service = await startCompanyService(callback, people);
  access = {
    issuer: service.issuer,
    clientId: service.clientId,
    clientSecret: service.clientSecret,
    name: "the company",
    scopes: "openid profile email",
    groupsClaim: "groups",
    extensionClaim: "extension",
    roles: { admin: ["chiefs"], supervisor: ["leads"], agent: ["agents"] },
  };
});
afterEach(() => service.stop());

async function identityOf(login: string) {
  const signIn = createCompanySignIn(access);
  const { url, secrets } = await signIn.begin(callback);
  return signIn.finish(await service.visit(url, login), secrets);
}

test("[L70] who signs in at the company's service is known here by what it vouches for", async () => {
  const { issuer } = service;
  const known = {
    issuer,
    subject: "lin",
    name: "Lin W.",
    email: "lin@example.com",
    role: "supervisor",
    extension: "204",
  };
  expect(await identityOf("lin")).toEqual(known);
});

test("[L70] an address the service does not vouch for proves nothing, an extension that is none is none", async () => {
  expect(await identityOf("unproven")).toMatchObject({ email: null, extension: null });
});

test("[L70] of several groups the one that may most counts; none gives no role", async () => {
  expect(await identityOf("chief")).toMatchObject({ role: "admin" });
  expect(await identityOf("stranger")).toMatchObject({ role: null });
});

test("[L411] a name is cleaned of what is invisible; who is told by such a word is nobody", async () => {
  expect(await identityOf("hidden")).toMatchObject({ subject: "hidden", name: "Lin W." });
  await expect(identityOf("li\0n")).rejects.toThrow(CompanyRefused);
});

test.each(["state", "nonce", "verifier"] as const)(
  "[L71] who comes back to another %s than they left with is nobody",
  async (secret) => {
    const signIn = createCompanySignIn(access);
    const [one, other] = [await signIn.begin(callback), await signIn.begin(callback)];
    const returned = await service.visit(one.url, "lin");
    const mixed = { ...one.secrets, [secret]: other.secrets[secret] };
    await expect(signIn.finish(returned, mixed)).rejects.toThrow(CompanyRefused);
  },
);

test("[L71] an answer can be used once", async () => {
  const signIn = createCompanySignIn(access);
  const { url, secrets } = await signIn.begin(callback);
  const returned = await service.visit(url, "lin");
  await signIn.finish(returned, secrets);
  await expect(signIn.finish(returned, secrets)).rejects.toThrow(CompanyRefused);
});

test("[L71] an answer that denies, or holds nothing, is nobody", async () => {
  const signIn = createCompanySignIn(access);
  const { secrets } = await signIn.begin(callback);
  for (const query of ["", `?error=access_denied&state=${secrets.state}`, `?code=made-up&state=${secrets.state}`]) {
    await expect(signIn.finish(new URL(`${callback}${query}`), secrets)).rejects.toThrow(CompanyRefused);
  }
});

test("[L72] a service that is away is told apart, and asked again the next time", async () => {
  const signIn = createCompanySignIn({ ...access, clientSecret: "wrong" });
  const { url, secrets } = await signIn.begin(callback);
  const returned = await service.visit(url, "lin");
  await expect(signIn.finish(returned, secrets)).rejects.toThrow(CompanyRefused);
  const away = createCompanySignIn({ ...access, issuer: "http://127.0.0.1:9" });
  await expect(away.begin(callback)).rejects.toThrow(CompanyUnavailable);
  await expect(away.begin(callback)).rejects.toThrow(CompanyUnavailable);
});
