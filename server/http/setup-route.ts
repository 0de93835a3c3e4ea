import { passwordFault } from "#lib/access/password-rules.ts";
import { cleanName } from "#lib/pbx/clean-text.ts";
import { setupRequest } from "#lib/protocol/api/access-answers.ts";
import { networkOf } from "#server/access/network-of.ts";
import { problem } from "./answer.ts";
import { readEmail } from "./read-person.ts";
import type { Route } from "./route.ts";
import { letIn, placeOf, type SessionRouteParts, thingOf, tooOften } from "./session-routes.ts";

/** The first account: whoever has the code that the server printed makes it, once. */
export function setupRoute(parts: SessionRouteParts): Route {
  const { acting, entrance, audit } = parts;
  const { accounts, setupCode, limit } = entrance;
  return {
    name: "set-up",
    path: "/api/setup",
    methods: acting({
      access: "anyone",
      schema: setupRequest,
      async take({ code, name: said, email: given, password }, asker) {
        if (setupCode === null || (await accounts.any())) return alreadySetUp();
        const { address } = asker;
        const attempt = { email: "", network: networkOf(address), known: true };
        const seconds = await limit.take(attempt);
        if (seconds !== null) return tooOften(seconds);
        if (!(await setupCode.matches(code))) return problem(403, "That is not the code that the server printed last.");
        await limit.forgive(attempt);
        const name = cleanName(said);
        if (name === "") return problem(400, "name is too short.");
        const email = readEmail(given);
        if (email === null) return problem(400, "email is no email address.");
        const fault = passwordFault(password, email);
        if (fault !== null) return problem(400, fault);
        const outcome = await accounts.addFirst({ email, name, password });
        if (outcome.is !== "done") return alreadySetUp();
        await setupCode.expire();
        const begun = await entrance.signIn.letIn(outcome.account, placeOf(asker));
        await audit.note({ by: asker.principal, address, kind: "account-made", about: thingOf(outcome.account) });
        return letIn(parts, asker, begun, "/setup");
      },
    }),
  };
}

function alreadySetUp() {
  return problem(409, "The first account has been made already: sign in.");
}
