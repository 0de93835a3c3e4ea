import type { Principal } from "#lib/access/principal.ts";
import { sightOf } from "#lib/access/sight.ts";
import type { SiteSettings } from "#lib/board/site-settings.ts";
import { type Answer, problem } from "./answer.ts";

/** Why an agent without a phone sees no calls. */
const noPhone =
  "Your account has no extension, so no calls are yours yet. An administrator can give it one under Users.";

const othersPhone = "You see the calls of your own phone.";
/** Said where a works council has it so. */
export const noPersons = "No figures and no lists of a single person are kept here.";

export type PersonAsked =
  /** null: nobody in particular. */
  { readonly ok: true; readonly agent: string | null } | { readonly ok: false; readonly refusal: Answer };

/**
 * Whose calls are listed when somebody asks for those of `agent`; null: of nobody in particular. Agents are asked about
 * themselves alone. Where no figure of a person may be, nobody asks for one person but that person.
 */
export function personAsked(
  principal: Principal,
  agent: string | null,
  { worksCouncil }: Pick<SiteSettings, "worksCouncil">,
): PersonAsked {
  const sight = sightOf(principal);
  if (sight.of === "one") {
    if (sight.extension === null) return { ok: false, refusal: problem(403, noPhone) };
    if (agent !== null && agent !== sight.extension) return { ok: false, refusal: problem(403, othersPhone) };
    return { ok: true, agent: sight.extension };
  }
  if (worksCouncil && agent !== null && !isOwnPhone(principal, agent)) {
    return { ok: false, refusal: problem(403, noPersons) };
  }
  return { ok: true, agent };
}

function isOwnPhone(principal: Principal, extension: string): boolean {
  return principal.is === "account" && principal.extension === extension;
}
