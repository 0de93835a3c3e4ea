import Link from "next/link";
import { Name } from "#components/board/name.tsx";
import { useSession } from "#lib/client/session.ts";
import { IdentityButton } from "./identity-button.tsx";
import { screenAddresses } from "./office-screen.ts";
import { SignOutButton } from "./sign-out-button.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { words } from "./words.ts";

/** At the foot of the rail: who is signed in, or where nobody signs in, who says to be here; and the colours. */
export function Yours() {
  const who = useSession().data?.who;
  return (
    <>
      {who?.is === "open" ? <IdentityButton /> : null}
      {who?.is === "account" ? (
        <>
          <Link
            href={screenAddresses.account}
            prefetch={false}
            className="grid rounded-md border border-rule-strong bg-raised px-3 py-1 text-table no-underline hover:border-ink"
          >
            <span className="min-w-0 font-medium">
              <Name text={who.name} cut="end" />
            </span>
            <span className="text-ink-2 text-meta">{words.roles[who.role]}</span>
          </Link>
          <SignOutButton />
        </>
      ) : null}
      <ThemeSwitch />
    </>
  );
}
