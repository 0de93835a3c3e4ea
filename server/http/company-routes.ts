import { z } from "zod";
import { ownPath } from "#lib/access/own-path.ts";
import { homeOf } from "#lib/access/page-access.ts";
import { nobody } from "#lib/access/principal.ts";
import { accountPrincipal } from "#server/access/account.ts";
import type { Audit } from "#server/access/audit.ts";
import type { CompanyDoor } from "#server/access/company-door.ts";
import { CompanyRefused, type CompanySignIn, CompanyUnavailable } from "#server/access/company-sign-in.ts";
import { cookieLine, readCookie } from "#server/access/cookies.ts";
import type { Logger } from "#server/log.ts";
import { type Answer, problem } from "./answer.ts";
import type { Hops } from "./hops.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";
import type { SessionCookie } from "./session-cookie.ts";
import { placeOf, thingOf } from "./session-routes.ts";

/** Keeps what the browser must bring back; of use to that browser alone, and for a few minutes. */
const departureCookie = "ringside-departure";
/** Seconds. */
const DEPARTURE_LIFE = 600;
const CALLBACK = "/api/oidc/callback";

const departureShape = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** null: nothing of this server was asked for before. */
  next: z.string().nullable(),
});

type Departed = z.output<typeof departureShape>;

interface CompanyRouteParts {
  /** null: people have accounts of this server alone. */
  readonly company: CompanyDoor | null;
  readonly hops: Hops;
  readonly cookie: SessionCookie;
  readonly audit: Pick<Audit, "note">;
  readonly log: Logger;
}

/** Why somebody comes back to the sign-in page without having got in; the page has a sentence for each. */
type WhyNot = "away" | "cancelled" | "failed" | "unknown";

/** The way to the company's service, and back. */
export function companyRoutes(parts: CompanyRouteParts): readonly Route[] {
  const { company } = parts;
  const none = problem(404, "This server knows no accounts but its own.");
  return [
    {
      name: "company sign-in",
      path: "/api/oidc/start",
      methods: reading("anyone", (request) => (company ? depart(request, company.signIn, parts) : none)),
    },
    {
      name: "company return",
      path: CALLBACK,
      methods: reading("anyone", (request) => (company ? arrive(request, company, parts) : none)),
    },
  ];
}

async function depart(asker: ApiRequest, signIn: CompanySignIn, { hops, log }: CompanyRouteParts): Promise<Answer> {
  const origin = hops.originOf(asker.message);
  if (origin === null) return problem(400, "The request names no host to come back to.");
  try {
    const { url, secrets } = await signIn.begin(`${origin}${CALLBACK}`);
    const departed: Departed = { ...secrets, next: ownPath(new URLSearchParams(asker.query ?? "").get("next") ?? "") };
    const value = Buffer.from(JSON.stringify(departed)).toString("base64url");
    return sendTo(url, [departureLine(asker, hops, value, DEPARTURE_LIFE)]);
  } catch (err) {
    if (!(err instanceof CompanyUnavailable)) throw err;
    log.warn({ err }, "the service for company accounts cannot be reached");
    return sendBack("away", []);
  }
}

async function arrive(asker: ApiRequest, company: CompanyDoor, parts: CompanyRouteParts): Promise<Answer> {
  const { hops, cookie, audit, log } = parts;
  const forget = departureLine(asker, hops, "", 0);
  const departed = departureIn(readCookie(asker.message.headers, departureCookie, hops.isSecure(asker.message)));
  const origin = hops.originOf(asker.message);
  if (departed === null || origin === null) return sendBack("failed", [forget]);
  try {
    const identity = await company.signIn.finish(new URL(`${origin}${CALLBACK}?${asker.query ?? ""}`), departed);
    const begun = await company.letIn(identity, placeOf(asker), (kind, account) =>
      audit.note({ by: nobody, address: asker.address, kind, about: thingOf(account) }),
    );
    if (begun === null) {
      await audit.note({ by: nobody, address: asker.address, kind: "sign-in-failed", about: null });
      return sendBack("unknown", [forget]);
    }
    const principal = accountPrincipal(begun.standing);
    await audit.note({ by: principal, address: asker.address, kind: "signed-in", about: null });
    const next = departed.next ?? homeOf(principal) ?? "/";
    return sendTo(next, [forget, cookie.given(asker.message, begun.token)]);
  } catch (err) {
    if (err instanceof CompanyRefused) return sendBack(isCancelled(asker.query) ? "cancelled" : "failed", [forget]);
    if (!(err instanceof CompanyUnavailable)) throw err;
    log.warn({ err }, "the service for company accounts cannot be reached");
    return sendBack("away", [forget]);
  }
}

function departureLine({ message }: ApiRequest, hops: Hops, value: string, maxAge: number): string {
  return cookieLine({ name: departureCookie, value, maxAge, secure: hops.isSecure(message) });
}

function departureIn(value: string | null): Departed | null {
  if (value === null) return null;
  try {
    return departureShape.parse(JSON.parse(Buffer.from(value, "base64url").toString()));
  } catch {
    return null;
  }
}

/** The person, or the service for them, said no; anybody could write so, and nothing follows from it but a sentence. */
function isCancelled(query: string | null): boolean {
  return new URLSearchParams(query ?? "").get("error") === "access_denied";
}

function sendBack(why: WhyNot, cookies: readonly string[]): Answer {
  return sendTo(`/sign-in?problem=${why}`, cookies);
}

function sendTo(location: string, cookies: readonly string[]): Answer {
  return { status: 303, headers: { location, "set-cookie": [...cookies] }, body: "" };
}
