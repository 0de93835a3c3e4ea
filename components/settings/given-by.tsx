import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { words } from "./words.ts";

/** Beside a setting: which variable gave it, and whether it was changed here since. */
export function GivenBy({ admin, setting }: { admin: SiteAnswer["admin"]; setting: string }) {
  const given = admin?.given.find((one) => one.setting === setting);
  if (given === undefined) return null;
  return <span data-testid={`given-${setting}`}>{words.given(given.variable, given.changed)}</span>;
}
