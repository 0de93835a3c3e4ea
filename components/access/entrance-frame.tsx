import type { ReactNode } from "react";
import { Name } from "#components/board/name.tsx";
import { PanelFailed } from "#components/office/panel-failed.tsx";
import { ThemeSwitch } from "#components/office/theme-switch.tsx";
import { useTheme } from "#components/office/use-theme.ts";
import { PanelBoundary } from "#components/ui/panel-boundary.tsx";
import { useSession } from "#lib/client/session.ts";
import { words } from "./words.ts";

/** One question in the middle of the page, under the name of the place whose board it is. */
export function EntranceFrame({ title, children }: { title: string; children: ReactNode }) {
  const theme = useTheme();
  const place = useSession().data?.site.place ?? words.product;
  return (
    <div className="office flex min-h-dvh flex-col bg-bg text-ink" data-testid="entrance" data-theme={theme}>
      <main className="mx-auto grid w-full max-w-md min-w-0 flex-1 content-start gap-4 px-4 pt-[max(1.5rem,12dvh)] pb-6 max-sm:px-3">
        <p className="min-w-0 px-1 text-ink-2 text-table">
          <Name text={place} cut="middle" />
        </p>
        <section className="grid gap-5 rounded-lg bg-surface p-6 max-sm:p-4" aria-labelledby="title">
          <h1 id="title" className="font-semibold text-page leading-tight">
            {title}
          </h1>
          <PanelBoundary name={title} fallback={<PanelFailed />}>
            {children}
          </PanelBoundary>
        </section>
      </main>
      <footer className="flex justify-end p-3">
        <ThemeSwitch />
      </footer>
    </div>
  );
}
