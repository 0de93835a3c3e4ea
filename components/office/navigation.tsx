import Link from "next/link";
import { useId, useState } from "react";
import { adminScreens, dailyScreens, type OfficeScreen, screenAddresses } from "./office-screen.ts";
import { useOffered } from "./use-offered.ts";
import { words } from "./words.ts";
import { Yours } from "./yours.tsx";

/**
 * A rail at the side of a wide window, rows at the top of a narrow one, where what admins decide opens from one entry. It
 * offers what the person here may see.
 */
export function Navigation({ screen }: { screen: OfficeScreen }) {
  const offered = useOffered();
  const group = useId();
  const [open, setOpen] = useState(false);
  const ofAdmins = adminScreens.filter((name) => offered(screenAddresses[name]));
  const current = ofAdmins.find((name) => name === screen);
  return (
    <div className="border-rule bg-surface max-lg:border-b lg:sticky lg:top-0 lg:flex lg:h-dvh lg:flex-col lg:justify-between lg:overflow-y-auto lg:border-e lg:p-3 print:hidden">
      <nav aria-label={words.navigation}>
        <p className="px-3 pt-1 pb-3 font-semibold text-section max-lg:hidden">{words.product}</p>
        <ul className="flex flex-wrap max-lg:px-2 lg:flex-col lg:gap-0.5">
          {offered("/wall") ? (
            <li>
              {/* The wall is a page of its own, with its own style sheet. */}
              <a href="/wall" className={item}>
                {words.screens.wall}
              </a>
            </li>
          ) : null}
          {dailyScreens
            .filter((name) => offered(screenAddresses[name]))
            .map((name) => (
              <Entry key={name} name={name} current={name === screen} />
            ))}
          {ofAdmins.length === 0 ? null : (
            <li className="lg:hidden">
              <button
                type="button"
                className={`${item} gap-1`}
                aria-expanded={open}
                aria-controls={group}
                aria-current={current === undefined ? undefined : "true"}
                onClick={() => setOpen(!open)}
              >
                {current === undefined ? words.adminGroup : words.adminGroupAt(words.screens[current])}
                <span aria-hidden="true">{open ? "▴" : "▾"}</span>
              </button>
            </li>
          )}
        </ul>
        <div id={group} className={open ? "" : "max-lg:hidden"}>
          <AdminGroup screens={ofAdmins} screen={screen} />
        </div>
      </nav>
      <section aria-label={words.yours} className="grid gap-2 pt-4 max-lg:hidden">
        <Yours />
      </section>
    </div>
  );
}

function Entry({ name, current }: { name: OfficeScreen; current: boolean }) {
  return (
    <li>
      <Link href={screenAddresses[name]} prefetch={false} className={item} aria-current={current ? "page" : undefined}>
        {words.screens[name]}
      </Link>
    </li>
  );
}

/** What admins decide, under a heading of its own. */
function AdminGroup({ screens, screen }: { screens: readonly OfficeScreen[]; screen: OfficeScreen }) {
  const heading = useId();
  if (screens.length === 0) return null;
  return (
    <div className="max-lg:border-rule max-lg:border-t max-lg:px-2 lg:mt-3">
      <h2 id={heading} className="ps-[0.9375rem] pb-1 font-medium text-ink-2 text-meta max-lg:hidden">
        {words.adminGroup}
      </h2>
      <ul aria-labelledby={heading} className="flex flex-wrap lg:flex-col lg:gap-0.5">
        {screens.map((name) => (
          <Entry key={name} name={name} current={name === screen} />
        ))}
      </ul>
    </div>
  );
}

const item =
  "flex min-h-9 items-center border-transparent px-3 text-table text-ink-2 no-underline hover:text-ink " +
  "max-lg:border-b-3 max-lg:px-2 max-lg:text-meta lg:rounded-md lg:border-s-3 lg:hover:bg-raised " +
  "aria-[current]:border-ink aria-[current]:font-semibold aria-[current]:text-ink lg:aria-[current]:bg-raised";
