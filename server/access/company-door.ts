import type { CompanyAccess } from "#server/config/company-environment.ts";
import { accountFor, type CompanyAccountsParts } from "./company-accounts.ts";
import { type CompanyIdentity, type CompanySignIn, createCompanySignIn } from "./company-sign-in.ts";
import type { Begun, Place, Sessions } from "./sessions.ts";

/** How somebody comes in by an account of the company's service. */
export interface CompanyDoor {
  readonly signIn: CompanySignIn;
  /** null: the person has no account here, and gets none. */
  letIn(identity: CompanyIdentity, place: Place): Promise<Begun | null>;
}

export function createCompanyDoor(
  access: CompanyAccess,
  { store, sessions }: Pick<CompanyAccountsParts, "store"> & { readonly sessions: Pick<Sessions, "begin" | "reread"> },
): CompanyDoor {
  return {
    signIn: createCompanySignIn(access),
    async letIn(identity, place) {
      const account = await accountFor(identity, { store, reread: sessions.reread });
      return account && sessions.begin(account, place);
    },
  };
}
