import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { CompanyRefused, createCompanySignIn } from "./company-sign-in.ts";

const newKey = () => generateKeyPairSync("ec", { namedCurve: "P-256" });
const [own, foreign] = [newKey(), newKey()];

let server: Server;
let issuer: string;
/** What the service tells of whoever comes. */
let idToken: string;

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signed(claims: object, key: KeyObject | null): string {
  const text = `${part({ alg: key === null ? "none" : "ES256", kid: "1" })}.${part(claims)}`;
  const bytes = key === null ? Buffer.of() : sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${bytes.toString("base64url")}`;
}

/** A service that says what a test has it say. */
beforeEach(async () => {
  server = createServer((request, response) => {
    const told: Record<string, object> = {
      "/.well-known/openid-configuration": {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ["ES256"],
      },
      "/keys": { keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "1", alg: "ES256", use: "sig" }] },
      "/token": { access_token: "x", token_type: "Bearer", id_token: idToken },
    };
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(told[request.url ?? ""] ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.close();
  server.closeAllConnections();
});

async function comeBack(claims: object, key: KeyObject | null) {
  const roles = { admin: [], supervisor: [], agent: [] };
  const names = { name: "the company", scopes: "openid", groupsClaim: "groups", extensionClaim: "extension", roles };
  const signIn = createCompanySignIn({ issuer, clientId: "ringside", clientSecret: "secret", ...names });
  const { secrets } = await signIn.begin("http://127.0.0.1/api/oidc/callback");
  const now = Math.floor(Date.now() / 1000);
  const usual = { iss: issuer, aud: "ringside", sub: "7", iat: now, exp: now + 60, nonce: secrets.nonce };
  idToken = signed({ ...usual, ...claims }, key);
  const returned = new URL(`http://127.0.0.1/api/oidc/callback?code=x&state=${secrets.state}`);
  return signIn.finish(returned, secrets);
}

test("[L71] what the service has signed for this server, and for now, says who it is", async () => {
  expect(await comeBack({}, own.privateKey)).toMatchObject({ issuer, subject: "7" });
});

test("[L71] what another has signed, or nobody, is nobody", async () => {
  await expect(comeBack({}, foreign.privateKey)).rejects.toThrow(CompanyRefused);
  await expect(comeBack({}, null)).rejects.toThrow(CompanyRefused);
});

test.each([
  ["another server", { aud: "another" }],
  ["another service", { iss: "https://evil.example" }],
  ["another visit", { nonce: "another" }],
  ["a time that is over", { exp: 1_000 }],
])("[L71] what is signed for %s is nobody", async (_what, claims) => {
  await expect(comeBack(claims, own.privateKey)).rejects.toThrow(CompanyRefused);
});
