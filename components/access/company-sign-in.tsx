import { plainName } from "#lib/display/plain-name.ts";
import { words } from "./words.ts";

/** Leads to the service that keeps the company's accounts. */
export function CompanySignIn({ name, next }: { name: string; next: string | null }) {
  const query = next === null ? "" : `?${new URLSearchParams({ next })}`;
  return (
    <div className="grid gap-4">
      <p className="flex items-center gap-3 text-ink-2 text-meta before:h-px before:flex-1 before:bg-rule after:h-px after:flex-1 after:bg-rule">
        {words.signIn.or}
      </p>
      <a
        href={`/api/oidc/start${query}`}
        className="inline-flex min-h-9 items-center justify-center rounded-md border border-rule-strong bg-raised px-3 py-1 text-center font-medium text-table no-underline [overflow-wrap:anywhere] hover:border-ink"
      >
        {words.signIn.with(plainName(name))}
      </a>
    </div>
  );
}
