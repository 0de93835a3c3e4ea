import type { CompanyAccess } from "#server/config/company-environment.ts";
import { accountFor, type CompanyAccountsParts, type CompanyNoted } from "./company-accounts.ts";
import { type CompanyIdentity, type CompanySignIn, createCompanySignIn } from "./company-sign-in.ts";
import type { Begun, Place, Sessions } from "./sessions.ts";
import type { Turns } from "./turns.ts";

/** How somebody comes in by an account of the company's service. */
export interface CompanyDoor {
  readonly signIn: CompanySignIn;
  /** null: the person has no account here, and gets none. */
  letIn(identity: CompanyIdentity, place: Place, noted: CompanyNoted): Promise<Begun | null>;
}

interface CompanyDoorParts extends Pick<CompanyAccountsParts, "store"> {
  readonly sessions: Pick<Sessions, "begin" | "reread">;
  /** Of whatever changes accounts. */
  readonly turns: Turns;
}

export function createCompanyDoor(access: CompanyAccess, { store, sessions, turns }: CompanyDoorParts): CompanyDoor {
  return {
    signIn: createCompanySignIn(access),
    async letIn(identity, place, noted) {
      return turns(async () => {
        const account = await accountFor(identity, { store, reread: sessions.reread, noted });
        return account && sessions.begin(account, place);
      });
    },
  };
}
