import Link from "next/link";
import type { SiteAnswer } from "#lib/protocol/api/site-answers.ts";
import { words } from "./words.ts";

/** Settings that are changed where their subject is. */
export function OtherPlaces({ site }: Pick<SiteAnswer, "site">) {
  return (
    <ul className="grid gap-3 px-4 pb-4 text-table">
      {words.others.places(site).map(({ href, name, says }) => (
        <li key={href}>
          <Link href={href} prefetch={false} className="inline-flex min-h-7 items-center font-medium">
            {name}
          </Link>
          <p className="text-ink-2 text-meta">{says}</p>
        </li>
      ))}
    </ul>
  );
}
