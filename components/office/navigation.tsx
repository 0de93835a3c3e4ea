import Link from "next/link";
import { IdentityButton } from "./identity-button.tsx";
import { type OfficeScreen, officeScreens, screenAddresses } from "./office-screen.ts";
import { ThemeSwitch } from "./theme-switch.tsx";
import { words } from "./words.ts";

/** A rail at the side of a wide window, a row at the top of a narrow one. */
export function Navigation({ screen }: { screen: OfficeScreen }) {
  return (
    <div className="border-rule bg-surface max-lg:border-b lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:justify-between lg:overflow-y-auto lg:border-e lg:p-3 print:hidden">
      <nav aria-label={words.navigation}>
        <p className="px-3 pt-1 pb-3 font-semibold text-section max-lg:hidden">{words.product}</p>
        <ul className="flex flex-wrap max-lg:px-2 lg:flex-col lg:gap-0.5">
          <li>
            {/* The wall is a page of its own, with its own style sheet. */}
            <a href="/wall" className={item}>
              {words.screens.wall}
            </a>
          </li>
          {officeScreens.map((name) => (
            <li key={name}>
              <Link
                href={screenAddresses[name]}
                prefetch={false}
                className={item}
                aria-current={name === screen ? "page" : undefined}
              >
                {words.screens[name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-label={words.yours} className="grid gap-2 max-lg:hidden">
        <IdentityButton />
        <ThemeSwitch />
      </section>
    </div>
  );
}

const item =
  "flex min-h-9 items-center border-transparent px-3 text-table text-ink-2 no-underline hover:text-ink " +
  "max-lg:border-b-3 max-lg:px-2 max-lg:text-meta lg:rounded-md lg:border-s-3 lg:hover:bg-raised " +
  "aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:text-ink lg:aria-[current]:bg-raised";
