import { staff } from "#lib/access/access.ts";
import { ownPath } from "#lib/access/own-path.ts";
import { homeOf } from "#lib/access/page-access.ts";
import { passwordFault } from "#lib/access/password-rules.ts";
import type { Principal } from "#lib/access/principal.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import { isoTime } from "#lib/call/iso-time.ts";
import {
  passwordRequest,
  revokeRequest,
  type SessionAnswer,
  type SessionsAnswer,
  signInRequest,
  signOutRequest,
  type Who,
} from "#lib/protocol/api/access-answers.ts";
import { type Account, accountPrincipal, type Standing } from "#server/access/account.ts";
import type { Audit } from "#server/access/audit.ts";
import { deviceOf } from "#server/access/device-of.ts";
import type { Entrance } from "#server/access/entrance.ts";
import type { Begun } from "#server/access/sessions.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";
import type { SessionCookie } from "./session-cookie.ts";

export interface SessionRouteParts {
  readonly acting: Acting;
  readonly entrance: Entrance;
  readonly cookie: SessionCookie;
  readonly audit: Pick<Audit, "note">;
  readonly access: "open" | "closed";
  readonly site: () => SiteSettings;
  /** Of the company's own service, where people may sign in with its accounts. */
  readonly companyName: string | null;
}

/** Who one is here, how one comes in and goes, and where one is signed in. */
export function sessionRoutes(parts: SessionRouteParts): readonly Route[] {
  return [
    {
      name: "session",
      path: "/api/session",
      methods: reading("anyone", (request) => sessionAnswerOf(parts, request)),
    },
    { name: "sign-in", path: "/api/sign-in", methods: signingIn(parts) },
    { name: "sign-out", path: "/api/sign-out", methods: signingOut(parts) },
    { name: "own password", path: "/api/password", methods: changingPassword(parts) },
    { name: "sessions", path: "/api/sessions", methods: reading(staff, (request) => sessionsOf(parts, request)) },
    { name: "session end", path: "/api/sessions/revoke", methods: revoking(parts) },
  ];
}

/** What a browser gets that has just been let in. */
export function letIn(
  { cookie }: Pick<SessionRouteParts, "cookie">,
  { message }: ApiRequest,
  { token, standing }: Begun,
  next?: string,
): Answer {
  const home = homeAfter(standing.account, accountPrincipal(standing), next);
  const answer = jsonAnswer({ home });
  return { ...answer, headers: { ...answer.headers, "set-cookie": cookie.given(message, token) } };
}

/** Until a password that was handed over is changed, there is no other page than the one that changes it. */
function homeAfter({ mustChangePassword }: Account, principal: Principal, next: string | undefined): string {
  if (mustChangePassword) return "/sign-in";
  return (next === undefined ? null : ownPath(next)) ?? homeOf(principal) ?? "/";
}

async function sessionAnswerOf(parts: SessionRouteParts, request: ApiRequest): Promise<Answer> {
  const { access, entrance, cookie, site, companyName } = parts;
  const { place, masking, worksCouncil } = site();
  const standing = access === "open" ? null : await cookie.standingOf(request.message);
  const told: SessionAnswer = {
    access,
    setUp: access === "open" || (await entrance.accounts.any()),
    who: await whoOf(entrance, request.principal, standing),
    oidc: companyName === null ? null : { name: companyName },
    site: { place, masking, worksCouncil },
  };
  const answer = jsonAnswer(told);
  if (standing === null) return answer;
  // Browsers keep no cookie for longer than 400 days, unless it is given anew.
  return { ...answer, headers: { ...answer.headers, "set-cookie": cookie.given(request.message, standing.token) } };
}

async function whoOf(
  { accounts }: Pick<Entrance, "accounts">,
  principal: Principal,
  standing: Standing | null,
): Promise<Who> {
  if (standing !== null) {
    const { id, name, email, role, extension, mustChangePassword } = standing.account;
    const hasPassword = (await accounts.byId(id))?.hash !== null;
    return { is: "account", id, name, email, role, extension, mustChangePassword, hasPassword };
  }
  switch (principal.is) {
    case "screen":
      return { is: "screen", name: principal.name, board: principal.board };
    case "open":
      return { is: "open" };
    case "account":
    case "watcher":
    case "nobody":
      return { is: "nobody" };
  }
}

function signingIn(parts: SessionRouteParts): Route["methods"] {
  const { acting, entrance, audit } = parts;
  return acting({
    access: "anyone",
    schema: signInRequest,
    async take({ email, password, next }, asker) {
      const { address, principal } = asker;
      const outcome = await entrance.signIn.byPassword(email, password, placeOf(asker));
      switch (outcome.is) {
        case "later":
          return tooOften(outcome.seconds);
        case "wrong":
          await audit.note({ by: principal, address, kind: "sign-in-failed", about: null });
          return problem(401, "There is no account with this email and this password.");
        case "in":
          await audit.note({ by: accountPrincipal(outcome.standing), address, kind: "signed-in", about: null });
          return letIn(parts, asker, outcome, next);
      }
    },
  });
}

export function tooOften(seconds: number): Answer {
  return problem(429, `Too many tries. Try again in ${seconds} s.`, { "retry-after": `${seconds}` });
}

/** @param asker whose browser it is */
export function placeOf({ message, address }: ApiRequest) {
  return { address, userAgent: message.headers["user-agent"] ?? "" };
}

/** Whoever asks is signed out after it, so that anyone may ask. */
function signingOut({ acting, entrance, cookie, audit }: SessionRouteParts): Route["methods"] {
  return acting({
    access: "anyone",
    schema: signOutRequest,
    async take(_, { message, address }) {
      const standing = await cookie.standingOf(message);
      if (standing !== null) {
        await entrance.sessions.end(standing.session.id);
        await audit.note({ by: accountPrincipal(standing), address, kind: "signed-out", about: null });
      }
      const answer = jsonAnswer({ done: true });
      return { ...answer, headers: { ...answer.headers, "set-cookie": cookie.takenAway(message) } };
    },
  });
}

/** Who must change their password is nobody to every rule, so that the session itself is asked for here. */
function changingPassword({ acting, entrance, cookie, audit }: SessionRouteParts): Route["methods"] {
  return acting({
    access: "anyone",
    schema: passwordRequest,
    async take({ current, next }, { message, address }) {
      const standing = await cookie.standingOf(message);
      if (standing === null) return problem(401, "Sign in first.");
      const { account, session } = standing;
      const fault = next === current ? "The new password is the old one." : passwordFault(next, account.email);
      if (fault !== null) return problem(400, fault);
      const checked = await entrance.signIn.isPasswordOf(account, current, address);
      if (typeof checked === "number") return tooOften(checked);
      if (!checked) return problem(403, "That is not the current password.");
      const principal = accountPrincipal(standing);
      await audit.note({ by: principal, address, kind: "password-set", about: thingOf(account) });
      await entrance.accounts.setOwnPassword(account.id, next, session.id);
      return jsonAnswer({ home: homeOf(principal) });
    },
  });
}

/** What the audit log calls an account. */
export function thingOf({ id, name }: Pick<Account, "id" | "name">) {
  return { of: "account", id, name } as const;
}

/** Admins may ask for everybody's. */
async function sessionsOf({ entrance }: SessionRouteParts, { principal, query }: ApiRequest): Promise<Answer> {
  const mine = principal.is === "account" ? principal : null;
  const everybody = new URLSearchParams(query ?? "").get("of") === "everybody";
  if (everybody && mine !== null && mine.role !== "admin") return problem(403, "That is for admins to see.");
  const accounts = new Map((await entrance.accounts.list()).map((account) => [account.id, account]));
  const own = mine === null ? [] : await entrance.sessions.list(mine.accountId);
  const sessions = everybody ? await entrance.sessions.list(null) : own;
  const told: SessionsAnswer = {
    sessions: sessions.flatMap(({ id, accountId, userAgent, address, since, lastSeenAt }) => {
      const account = accounts.get(accountId);
      if (account === undefined) return [];
      const { name, email } = account;
      const times = { since: isoTime(since), lastSeenAt: isoTime(lastSeenAt) };
      return [
        { id, accountId, name, email, device: deviceOf(userAgent), address, ...times, current: id === mine?.sessionId },
      ];
    }),
  };
  return jsonAnswer(told);
}

/** One's own; an admin anybody's. What is not there any more is as good as ended. */
function revoking({ acting, entrance, audit }: SessionRouteParts): Route["methods"] {
  const { sessions } = entrance;
  return acting({
    access: staff,
    schema: revokeRequest,
    async take(request, { principal, address }) {
      const mine = principal.is === "account" ? principal : null;
      const mayAll = mine === null || mine.role === "admin";
      const forbidden = problem(403, "That is somebody else's session.");
      const end = async (accountId: string | undefined, deed: () => Promise<void>) => {
        if (!mayAll && accountId !== mine.accountId) return forbidden;
        const kept = accountId === undefined ? null : await entrance.accounts.byId(accountId);
        const about = kept && thingOf(kept.account);
        await audit.note({ by: principal, address, kind: "session-revoked", about });
        await deed();
        return jsonAnswer({ done: true });
      };
      if ("accountId" in request) return end(request.accountId, () => sessions.endAllOf(request.accountId));
      if ("mine" in request) {
        return end(mine?.accountId, async () => {
          if (mine !== null) await sessions.endAllOf(mine.accountId, mine.sessionId);
        });
      }
      const session = (await sessions.list(null)).find(({ id }) => id === request.sessionId);
      return end(session?.accountId ?? mine?.accountId, () => sessions.end(request.sessionId));
    },
  });
}
