import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { z } from "zod";
import type { Role } from "#lib/access/role.ts";
import { cleanName } from "#lib/pbx/clean-text.ts";
import type { CompanyAccess } from "#server/config/company-environment.ts";

/** Sign-in with the accounts of a company's own service, by OpenID Connect: code flow, PKCE, state and nonce. */
export interface CompanySignIn {
  /** What people call the service. */
  readonly name: string;
  /** @param callback address to which the service sends people back. Throws `CompanyUnavailable`. */
  begin(callback: string): Promise<Departure>;
  /**
   * Reads who came back. Throws `CompanyUnavailable`, and `CompanyRefused` when what came back proves nobody.
   * @param returned the whole address that was asked for, under the one given to `begin`
   * @param secrets those of the departure
   */
  finish(returned: URL, secrets: DepartureSecrets): Promise<CompanyIdentity>;
}

/** Where to send somebody, and what their browser must bring back for them to be believed. */
export interface Departure {
  readonly url: string;
  readonly secrets: DepartureSecrets;
}

export interface DepartureSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface CompanyIdentity {
  /** The service's own name for the person, and the service's: together they never change hands. */
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** null: the service gives none, or does not vouch for it. */
  readonly email: string | null;
  /** What the operator's rules make of the person's groups; null: they say nothing. */
  readonly role: Role | null;
  readonly extension: string | null;
}

/** The company's service does not answer, or not as it should. */
export class CompanyUnavailable extends Error {
  override readonly name = "CompanyUnavailable";
}

/** What came back is not an answer to what was asked, or says that it was denied. */
export class CompanyRefused extends Error {
  override readonly name = "CompanyRefused";
}

const PATIENCE_SECONDS = 10;

export function createCompanySignIn(access: CompanyAccess): CompanySignIn {
  let known: Promise<Configuration> | null = null;

  /** Asked once; again only after a failure. */
  async function service(): Promise<Configuration> {
    known ??= discover(access);
    try {
      return await known;
    } catch (cause) {
      known = null;
      throw new CompanyUnavailable("the service for company accounts cannot be reached", { cause });
    }
  }

  return {
    name: access.name,
    async begin(callback) {
      const config = await service();
      const secrets = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(config, {
        redirect_uri: callback,
        scope: access.scopes,
        code_challenge: await calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: "S256",
        state: secrets.state,
        nonce: secrets.nonce,
      });
      return { url: url.href, secrets };
    },
    async finish(returned, { state, nonce, verifier }) {
      const config = await service();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const claims = await authorizationCodeGrant(config, returned, checks).then(
        (tokens) => tokens.claims(),
        (cause: unknown) => {
          throw new CompanyRefused("the service for company accounts did not say who it is", { cause });
        },
      );
      return identityOf(claims, access);
    },
  };
}

function discover({ issuer, clientId, clientSecret }: CompanyAccess): Promise<Configuration> {
  // What says who somebody is bears the service's signature, too: it does not count by the way alone that it came.
  const execute = [enableNonRepudiationChecks, ...(issuer.startsWith("http:") ? [allowInsecureRequests] : [])];
  return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: PATIENCE_SECONDS });
}

const claimsShape = z.looseObject({
  iss: z.string(),
  // It may not be cleaned, or two people would be one.
  sub: z.string().regex(/^\P{Cc}+$/u),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  email: z.email().optional().catch(undefined),
  email_verified: z.boolean().optional().catch(undefined),
});

function identityOf(said: unknown, access: CompanyAccess): CompanyIdentity {
  const read = claimsShape.safeParse(said);
  if (!read.success) throw new CompanyRefused("the service for company accounts did not say who it is");
  const { iss, sub, name, preferred_username, email, email_verified, ...others } = read.data;
  const extension = others[access.extensionClaim];
  return {
    issuer: iss,
    subject: sub,
    name: [name, preferred_username, email].map((word) => cleanName(word ?? "")).find(Boolean) ?? sub,
    email: email !== undefined && email_verified === true ? email.toLowerCase() : null,
    role: roleFor(groupsIn(others[access.groupsClaim]), access),
    extension: typeof extension === "string" && /^\d{1,20}$/.test(extension) ? extension : null,
  };
}

function groupsIn(claim: unknown): readonly string[] {
  if (typeof claim === "string") return [claim];
  return Array.isArray(claim) ? claim.filter((group) => typeof group === "string") : [];
}

/** The highest role that one of the groups gives. */
function roleFor(groups: readonly string[], { roles }: CompanyAccess): Role | null {
  const order: readonly Role[] = ["admin", "supervisor", "agent"];
  return order.find((role) => roles[role].some((group) => groups.includes(group))) ?? null;
}
