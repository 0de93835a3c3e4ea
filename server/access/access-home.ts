import type { AccessChanges } from "./access-changes.ts";
import type { AccessDatabase } from "./access-database.ts";
import type { PlainKey } from "./plain-key.ts";
import type { SetupCodes } from "./setup-code.ts";
import type { Whereabouts } from "./whereabouts.ts";

/** Where a server keeps who may come in, and what it knows of other servers that do. */
export interface AccessHome {
  /** For one store, which closes it. Throws `StartError`. */
  open(): AccessDatabase;
  /** What need not outlive the machine: codes of TVs, tries to sign in. */
  readonly fleeting: AccessDatabase;
  /** For accounts and sessions, and what others change of them there. */
  openAccounts(): Promise<{ readonly database: AccessDatabase; readonly changes: AccessChanges }>;
  /** What tokens are kept with, where the operator gives nothing. Rejects with `StartError`. */
  secret(): Promise<string>;
  /** For the webhook's keys of the server's own making. */
  openKeys(): { readonly database: AccessDatabase; readonly plain: PlainKey };
  /** What other servers change of screens and keys. */
  readonly changes: Pick<AccessChanges, "subscribe" | "look">;
  readonly whereabouts: Whereabouts;
  readonly codes: SetupCodes;
}
