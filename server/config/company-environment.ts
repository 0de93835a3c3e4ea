import { z } from "zod";
import type { Role } from "#lib/access/role.ts";
import { form, list, variable } from "./environment-text.ts";
import { isLoopback } from "./loopback.ts";

/** A company's own service for sign-in (OpenID Connect), and what its people may do here. */
export interface CompanyAccess {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people call it. */
  readonly name: string;
  readonly scopes: string;
  readonly groupsClaim: string;
  readonly extensionClaim: string;
  /** The groups whose people have a role here, without an admin having made them an account. */
  readonly roles: Readonly<Record<Role, readonly string[]>>;
}

const groups = variable(list(() => true, "must be groups").default([]));

export const companyEnvironment = {
  RINGSIDE_OIDC_ISSUER: variable(
    form(readIssuer, "must be an https address, such as https://login.example.com").nullable().default(null),
  ),
  RINGSIDE_OIDC_CLIENT_ID: variable(z.string().trim().default("")),
  RINGSIDE_OIDC_CLIENT_SECRET: variable(z.string().trim().default("")),
  RINGSIDE_OIDC_NAME: variable(z.string().trim().default("your company account")),
  RINGSIDE_OIDC_SCOPES: variable(z.string().trim().default("openid profile email")),
  RINGSIDE_OIDC_GROUPS_CLAIM: variable(z.string().trim().default("groups")),
  RINGSIDE_OIDC_EXTENSION_CLAIM: variable(z.string().trim().default("extension")),
  RINGSIDE_OIDC_ADMINS: groups,
  RINGSIDE_OIDC_SUPERVISORS: groups,
  RINGSIDE_OIDC_AGENTS: groups,
};

const environment = z.object(companyEnvironment);

/** null: people have accounts of this server alone. */
export function companyOf(said: z.output<typeof environment>): CompanyAccess | null {
  if (said.RINGSIDE_OIDC_ISSUER === null) return null;
  return {
    issuer: said.RINGSIDE_OIDC_ISSUER,
    clientId: said.RINGSIDE_OIDC_CLIENT_ID,
    clientSecret: said.RINGSIDE_OIDC_CLIENT_SECRET,
    name: said.RINGSIDE_OIDC_NAME,
    scopes: said.RINGSIDE_OIDC_SCOPES,
    groupsClaim: said.RINGSIDE_OIDC_GROUPS_CLAIM,
    extensionClaim: said.RINGSIDE_OIDC_EXTENSION_CLAIM,
    roles: {
      admin: said.RINGSIDE_OIDC_ADMINS,
      supervisor: said.RINGSIDE_OIDC_SUPERVISORS,
      agent: said.RINGSIDE_OIDC_AGENTS,
    },
  };
}

/** In the clear only on this machine itself. null: the text is no such address. */
function readIssuer(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url === null || url.search !== "" || url.hash !== "") return null;
  const allowed = url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url.hostname));
  return allowed ? text.trim() : null;
}
