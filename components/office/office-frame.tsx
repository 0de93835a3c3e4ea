"use client";

import { type ReactNode, useEffect } from "react";
import { Name } from "#components/board/name.tsx";
import { DarkScreens } from "#components/screens/dark-screens.tsx";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { useBoardLink } from "#lib/client/board-link.ts";
import { useFreshness } from "#lib/client/now.ts";
import { useSession } from "#lib/client/session.ts";
import { plainName } from "#lib/display/plain-name.ts";
import { DeniedNotice } from "./denied-notice.tsx";
import { FrameFreshness } from "./frame-freshness.tsx";
import { LiveFigures } from "./live-figures.tsx";
import { Navigation } from "./navigation.tsx";
import type { OfficeScreen } from "./office-screen.ts";
import { PanelFailed } from "./panel-failed.tsx";
import { SampleBand } from "./sample-band.tsx";
import { SignOutButton } from "./sign-out-button.tsx";
import { SilenceBar } from "./silence-bar.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { UnsavedNotice } from "./unsaved-notice.tsx";
import { useTheme } from "./use-theme.ts";
import { WhoIsHere } from "./who-is-here.tsx";
import { words } from "./words.ts";

interface OfficeFrameProps {
  readonly title: string;
  readonly screen: OfficeScreen;
  /** What the tab is called instead of the title: the desk's says who rings. */
  readonly tabTitle?: string;
  readonly children: ReactNode;
}

/** What stands around every screen at a desk: where one is, how it stands, how fresh that is, and who one is. */
export function OfficeFrame({ title, screen, tabTitle = title, children }: OfficeFrameProps) {
  const freshness = useFreshness((fresh) => fresh.kind);
  const theme = useTheme();
  const accountHere = useSession().data?.who.is === "account";
  useTabTitle(tabTitle);
  return (
    <div
      className="office min-h-dvh bg-bg text-ink lg:grid lg:grid-cols-[11rem_minmax(0,1fr)] print:block"
      data-testid="office"
      data-freshness={freshness}
      data-theme={theme}
    >
      <a href="#content" className={skipLink}>
        {words.skip}
      </a>
      <Navigation screen={screen} />
      <div className="flex min-h-dvh min-w-0 flex-col">
        <header>
          <SampleBand />
          <div className="flex flex-wrap items-center gap-x-6 gap-y-1 border-rule border-b bg-surface px-6 py-2.5 max-lg:px-4 max-lg:py-1.5">
            <Heading title={title} />
            <PanelBoundary name="live figures" fallback={null}>
              <LiveFigures />
            </PanelBoundary>
            <div className="ms-auto flex flex-wrap items-center gap-x-4 gap-y-1 print:hidden">
              <PanelBoundary name="freshness" fallback={null}>
                <FrameFreshness />
              </PanelBoundary>
              <span className="lg:hidden">
                <WhoIsHere />
              </span>
            </div>
          </div>
          <PanelBoundary name="silence" fallback={null}>
            <SilenceBar />
          </PanelBoundary>
          <PanelBoundary name="dark screens" fallback={null}>
            <DarkScreens />
          </PanelBoundary>
          <PanelBoundary name="denied" fallback={null}>
            <DeniedNotice />
          </PanelBoundary>
          <PanelBoundary name="not saved" fallback={null}>
            <UnsavedNotice />
          </PanelBoundary>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="min-w-0 flex-1 p-6 has-[>[data-fills]]:flex has-[>[data-fills]]:flex-col max-lg:p-3"
        >
          <PanelBoundary name={screen} fallback={<PanelFailed />}>
            {children}
          </PanelBoundary>
        </main>
        <footer className="flex items-start justify-end gap-3 p-3 lg:hidden print:hidden">
          {accountHere ? <SignOutButton /> : null}
          <ThemeSwitch />
        </footer>
      </div>
    </div>
  );
}

const skipLink =
  "absolute top-2 left-2 z-50 -translate-y-20 rounded-md border border-ink bg-raised px-4 py-2 focus:translate-y-0";

function Heading({ title }: { title: string }) {
  const place = useBoardLink((link) => link.site?.place ?? null);
  return (
    <div className="flex min-w-0 items-baseline gap-3">
      <h1 className="font-semibold text-page leading-tight max-lg:text-section">{title}</h1>
      {place === null ? null : (
        <span className="min-w-0 max-w-60 text-ink-2 text-table max-sm:hidden">
          <Name text={place} cut="middle" />
        </span>
      )}
    </div>
  );
}

function useTabTitle(title: string): void {
  const place = useBoardLink((link) => link.site?.place ?? null);
  useEffect(() => {
    document.title = [title, ...(place === null ? [] : [place]), words.product].map(plainName).join(" · ");
  }, [title, place]);
}
