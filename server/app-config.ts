import type { Directory } from "#lib/board/directory.ts";
import type { Site } from "#lib/protocol/messages.ts";
import type { PasswordCost } from "./access/password-hash.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Pages } from "./http/pages.ts";
import type { JournalStore } from "./journal/journal-store.ts";
import type { Logger } from "./log.ts";

export type AppConfig = Config;

export interface AppOverrides {
  /** Stays open when the app stops. */
  readonly journal?: JournalStore;
  readonly clock?: Clock;
  /** What the configuration was read from, for an admin to see; the process's own where it is not told. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly directory?: Directory;
  /** What screens say of the place besides its name. */
  readonly site?: Pick<Site, "sample">;
  /** `false`: no pages, for fast tests; or others than Next.js makes. */
  readonly pages?: false | Pages;
  readonly log?: Logger;
  /** Less than usual for fast tests. */
  readonly passwordCost?: PasswordCost;
}
