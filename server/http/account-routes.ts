import { admins } from "#lib/access/access.ts";
import type { AuditKind } from "#lib/access/audit-entry.ts";
import { passwordFault } from "#lib/access/password-rules.ts";
import { isoTime, isoTimeOrNull } from "#lib/call/iso-time.ts";
import {
  type AccountsAnswer,
  accountChangeRequest,
  accountRemovalRequest,
  newAccountRequest,
  passwordResetRequest,
} from "#lib/protocol/api/access-answers.ts";
import type { Account } from "#server/access/account.ts";
import type { Noted, Outcome } from "#server/access/accounts.ts";
import type { Audit } from "#server/access/audit.ts";
import type { Entrance } from "#server/access/entrance.ts";
import type { Acting } from "./acting.ts";
import { type Answer, jsonAnswer, problem } from "./answer.ts";
import { readEmail, readPerson } from "./read-person.ts";
import { type ApiRequest, type Route, reading } from "./route.ts";
import { thingOf } from "./session-routes.ts";

interface AccountRouteParts {
  readonly acting: Acting;
  readonly entrance: Entrance;
  readonly audit: Pick<Audit, "note">;
}

/** Whom admins let in. */
export function accountRoutes(parts: AccountRouteParts): readonly Route[] {
  return [
    {
      name: "accounts",
      path: "/api/accounts",
      methods: { ...reading(admins, () => listed(parts.entrance)), ...adding(parts) },
    },
    { name: "account change", path: "/api/accounts/change", methods: changing(parts) },
    { name: "account password", path: "/api/accounts/password", methods: resetting(parts) },
    { name: "account removal", path: "/api/accounts/remove", methods: removing(parts) },
  ];
}

async function listed({ accounts, sessions }: Entrance): Promise<Answer> {
  const running = Map.groupBy(await sessions.list(null), ({ accountId }) => accountId);
  const waysIn = await accounts.waysIn();
  const told: AccountsAnswer = {
    accounts: (await accounts.list()).map((account) => {
      const own = running.get(account.id) ?? [];
      const { mustChangePassword, createdAt } = account;
      const lastSeenAt = isoTimeOrNull(own[0]?.lastSeenAt ?? null);
      const { password: hasPassword = false, company: ofCompany = false } = waysIn.get(account.id) ?? {};
      return {
        ...shown(account),
        mustChangePassword,
        hasPassword,
        ofCompany,
        createdAt: isoTime(createdAt),
        lastSeenAt,
        sessions: own.length,
      };
    }),
  };
  return jsonAnswer(told);
}

function shown({ id, name, email, role, extension }: Account) {
  return { id, name, email, role, extension };
}

function adding({ acting, entrance, audit }: AccountRouteParts): Route["methods"] {
  return acting({
    access: admins,
    schema: newAccountRequest,
    async take({ email: given, password, ...said }, asker) {
      const person = readPerson(said);
      if (typeof person === "string") return problem(400, person);
      const email = readEmail(given);
      if (email === null) return problem(400, "email is no email address.");
      const fault = passwordFault(password, email);
      if (fault !== null) return problem(400, fault);
      return answerTo(
        await entrance.accounts.add({ ...person, email, password }, noting(audit, asker, "account-made")),
      );
    },
  });
}

function changing({ acting, entrance, audit }: AccountRouteParts): Route["methods"] {
  return acting({
    access: admins,
    schema: accountChangeRequest,
    async take({ id, ...said }, asker) {
      const person = readPerson(said);
      if (typeof person === "string") return problem(400, person);
      return answerTo(await entrance.accounts.change(id, person, noting(audit, asker, "account-changed")));
    },
  });
}

function resetting({ acting, entrance, audit }: AccountRouteParts): Route["methods"] {
  return acting({
    access: admins,
    schema: passwordResetRequest,
    async take({ id, password }, asker) {
      const kept = await entrance.accounts.byId(id);
      if (kept === null) return gone();
      const fault = passwordFault(password, kept.account.email);
      if (fault !== null) return problem(400, fault);
      return answerTo(await entrance.accounts.reset(id, password, noting(audit, asker, "password-set")));
    },
  });
}

function removing({ acting, entrance, audit }: AccountRouteParts): Route["methods"] {
  return acting({
    access: admins,
    schema: accountRemovalRequest,
    async take({ id }, asker) {
      return answerTo(await entrance.accounts.remove(id, noting(audit, asker, "account-removed")));
    },
  });
}

function noting(audit: Pick<Audit, "note">, { principal, address }: ApiRequest, kind: AuditKind): Noted {
  return (account) => audit.note({ by: principal, address, kind, about: thingOf(account) });
}

function answerTo(outcome: Outcome): Answer {
  switch (outcome.is) {
    case "done":
      return jsonAnswer({ account: shown(outcome.account) });
    case "gone":
      return gone();
    case "last-admin":
      return problem(409, "This is the last admin: without one nobody could let anybody in.");
    case "email-taken":
      return problem(409, "There is an account with this email already.");
    case "set-up":
      return problem(409, "The first account has been made already.");
  }
}

function gone(): Answer {
  return problem(404, "There is no such account any more.");
}
