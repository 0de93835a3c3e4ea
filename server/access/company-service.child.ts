/**
 * A real OpenID provider for tests, in a process of its own, because it speaks on its console: where it sends people back
 * to in argv[2], its people as JSON in argv[3], by what they type to sign in; prints its address.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";

const [, , callback = "", written = "{}"] = process.argv;
const people: Record<string, object> = JSON.parse(written);

const server = createServer();
server.listen(0, "127.0.0.1");
await once(server, "listening");
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "ringside",
      client_secret: "only-for-tests-not-a-secret",
      redirect_uris: [callback],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: { openid: ["sub"], profile: ["name", "groups", "extension"], email: ["email", "email_verified"] },
  // What the scopes allow stands in the token, as with the services of companies.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  cookies: { keys: ["only-for-tests"] },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, id) => {
    const person = people[id];
    return person && { accountId: id, claims: () => ({ sub: id, ...person }) };
  },
});
server.on("request", provider.callback());
process.stdout.write(`${issuer}\n`);
