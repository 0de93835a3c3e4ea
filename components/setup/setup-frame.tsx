import type { ReactNode } from "react";
import { Name } from "#components/board/name.tsx";
import { PanelFailed } from "#components/office/panel-failed.tsx";
import { ThemeSwitch } from "#components/office/theme-switch.tsx";
import { useTheme } from "#components/office/use-theme.ts";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { useSession } from "#lib/client/session.ts";
import { words } from "./words.ts";

interface SetupFrameProps {
  /** Where to go besides; null where nobody may go anywhere yet. */
  readonly aside: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every step. */
export function SetupFrame({ aside, children }: SetupFrameProps) {
  const theme = useTheme();
  const place = useSession().data?.site.place ?? null;
  return (
    <div className="office flex min-h-dvh flex-col bg-bg text-ink" data-testid="setup" data-theme={theme}>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1 border-rule border-b bg-surface px-6 py-2.5 max-lg:px-4">
        <h1 className="font-semibold text-page leading-tight max-sm:text-section">{words.title}</h1>
        {place === null ? null : (
          <span className="min-w-0 max-w-60 text-ink-2 text-table max-sm:hidden">
            <Name text={place} cut="middle" />
          </span>
        )}
        <div className="ms-auto flex flex-wrap items-center gap-x-4 gap-y-1">
          {aside}
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full min-w-0 max-w-[80rem] flex-1 p-6 max-lg:p-3">
        <PanelBoundary name="set-up" fallback={<PanelFailed />}>
          {children}
        </PanelBoundary>
      </main>
    </div>
  );
}
