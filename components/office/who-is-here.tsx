import Link from "next/link";
import { Name } from "#components/board/name.tsx";
import { useSession } from "#lib/client/session.ts";
import { IdentityButton } from "./identity-button.tsx";
import { screenAddresses } from "./office-screen.ts";
import { words } from "./words.ts";

/** In a narrow window's header: who is signed in, or where nobody signs in, who says to be here. */
export function WhoIsHere() {
  const who = useSession().data?.who;
  switch (who?.is) {
    case "open":
      return <IdentityButton />;
    case "account":
      return (
        <Link
          href={screenAddresses.account}
          prefetch={false}
          className="inline-flex min-h-7 items-center gap-1.5 rounded-md border border-rule-strong bg-raised px-2 text-meta no-underline hover:border-ink"
        >
          <span className="max-w-36 min-w-0 max-sm:max-w-24">
            <Name text={who.name} cut="end" />
          </span>
          <span className="text-ink-2">{words.roles[who.role]}</span>
        </Link>
      );
    case "nobody":
    case "screen":
    case undefined:
      return null;
  }
}
